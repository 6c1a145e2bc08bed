using System.Globalization;
using System.Runtime.InteropServices;
using Domain.Calendar;
using Workflows.Engine.Feel;

namespace Workflows.Engine;

/// <summary>When a timer event fires: after a duration, or at the beginning of a day that is told when a token comes to it.</summary>
/// <param name="Duration">How long it runs; nothing for a day.</param>
/// <param name="Day">Gives the day as an ISO date (Shanghai); null for a duration.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimerStart(TimerSpan Duration, Expression? Day)
{
    /// <summary>The instant from which the duration counts.</summary>
    /// <returns>False when the expression gives no date.</returns>
    internal bool TryBegin(IReadOnlyDictionary<string, ProcessValue> variables, DateTimeOffset now, out DateTimeOffset since)
    {
        since = now;
        if (Day is null) return true;
        if (!DateOnly.TryParseExact(Day.Evaluate(variables).Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        since = WorkingCalendar.StartOfDay(day);
        return true;
    }
}
