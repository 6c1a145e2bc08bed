using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>A span in which a clock stands still.</summary>
/// <param name="From">When it was stopped (UTC).</param>
/// <param name="To">When it went on (UTC), null while it stands.</param>
public sealed record ClockStop(DateTimeOffset From, DateTimeOffset? To);

/// <summary>A clock of an instance. The core keeps the instants; the calendar makes a due date of them.</summary>
/// <param name="Id">The name of a named clock, or "#" and the token's number for a task's own clock.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="AllowanceDays">Allowance in working days, as it was when the clock started.</param>
/// <param name="Stops">In their order; only the last can be open.</param>
public sealed record ProcessClock(string Id, DateTimeOffset StartedAt, int AllowanceDays, ImmutableArray<ClockStop> Stops)
{
    public static string OwnOf(long token) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{token}");

    internal bool IsStopped => Stops is [.., { To: null }];

    internal ProcessClock Stop(DateTimeOffset at) => this with { Stops = Stops.Add(new ClockStop(at, To: null)) };

    internal ProcessClock Resume(DateTimeOffset at) => this with { Stops = Stops.SetItem(Stops.Length - 1, Stops[^1] with { To = at }) };
}
