using System.Globalization;
using Domain.Calendar;

namespace Workflows.Engine;

/// <summary>A clock of an instance. The core keeps its instants; the calendar makes a due date of them.</summary>
/// <param name="Id">The name of a named clock, or "#" and the token's number for a task's own clock.</param>
/// <param name="Time">When it started, its allowance as it was then, and when it stood still.</param>
/// <param name="Kept">A named clock whose task gave the case back: it stands still until a task carries it again.</param>
public sealed record ProcessClock(string Id, WorkingClock Time, bool Kept = false)
{
    public static string OwnOf(long token) => string.Create(CultureInfo.InvariantCulture, $"#{token}");

    internal ProcessClock Stop(DateTimeOffset now) => this with { Time = Time.Stop(NotBefore(now)) };

    internal ProcessClock Resume(DateTimeOffset now) => this with { Time = Time.Resume(NotBefore(now)) };

    /// <summary>Two servers' clocks differ a little; a clock of an instance never runs backwards for it.</summary>
    private DateTimeOffset NotBefore(DateTimeOffset now)
    {
        var last = Time.Stops is [.., var stop] ? stop.To ?? stop.From : Time.StartedAt;
        return now < last ? last : now;
    }
}
