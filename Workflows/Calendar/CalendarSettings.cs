using Domain.Calendar;

namespace Workflows.Calendar;

/// <summary>Section <c>Calendar</c> of the configuration.</summary>
public sealed record CalendarSettings
{
    public const string Section = "Calendar";

    /// <summary>Shanghai time; a clock stopped before it does not count the day (docs/decisions/0013-stopped-clocks.md).</summary>
    public TimeOnly EndOfWork { get; init; } = WorkingCalendar.DefaultEndOfWork;

    /// <summary>How long a node may go on with the calendar it holds before it asks whether another node changed it.</summary>
    public TimeSpan SeenWithin { get; init; } = TimeSpan.FromSeconds(2);
}
