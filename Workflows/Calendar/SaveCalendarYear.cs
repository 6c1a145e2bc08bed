using Domain.Calendar;
using Domain.Organizations;

namespace Workflows.Calendar;

/// <summary>An administrator loads or corrects a year as announced by the State Council.</summary>
public sealed record SaveCalendarYear
{
    public required Actor By { get; init; }

    public required int Year { get; init; }

    public required IReadOnlyList<CalendarDay> Days { get; init; }

    /// <summary>The revision that was shown when editing began; null for a year that was not there.</summary>
    public required long? Revision { get; init; }
}

/// <summary>A year for showing and editing.</summary>
public sealed record CalendarYearView(int Year, CalendarSource Source, IReadOnlyList<CalendarDay> Days, long Revision);
