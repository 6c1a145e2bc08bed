using System.Globalization;
using System.Runtime.InteropServices;
using Domain.Calendar;
using Workflows.Engine.Feel;

namespace Workflows.Engine;

/// <summary>When a timer event fires: after a duration, or at the beginning of a day that is told when a token comes to it.</summary>
/// <param name="Duration">How long it runs; nothing for a day.</param>
/// <param name="Day">Gives the day as an ISO date (Shanghai); null for a duration.</param>
/// <param name="WorkingDays">Gives the duration as a number of working days; null where the file says it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimerStart(TimerSpan Duration, Expression? Day, Expression? WorkingDays = null)
{
    /// <summary>As of a deadline's working days.</summary>
    private const int MaximumDays = 1000;

    /// <summary>The instant from which the duration counts.</summary>
    /// <returns>False when the expression gives no date, or no number of days.</returns>
    internal bool TryBegin(IReadOnlyDictionary<string, ProcessValue> variables, DateTimeOffset now, out DateTimeOffset since)
    {
        since = now;
        if (WorkingDays is not null) return DaysOf(variables) is not null;
        if (Day is null) return true;
        if (!DateOnly.TryParseExact(Day.Evaluate(variables).Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        since = WorkingCalendar.StartOfDay(day);
        return true;
    }

    /// <summary>How long it runs, told when it starts.</summary>
    internal TimerSpan DurationOf(IReadOnlyDictionary<string, ProcessValue> variables) =>
        WorkingDays is null ? Duration : new TimerSpan(0, TimeSpan.Zero, DaysOf(variables));

    private int? DaysOf(IReadOnlyDictionary<string, ProcessValue> variables) =>
        WorkingDays!.Evaluate(variables).Number is { } days && days is >= 1 and <= MaximumDays && decimal.Truncate(days) == days ? (int)days : null;
}
