namespace Domain.Calendar;

/// <summary>
/// The official holidays and make-up workdays of one year. A year that nobody has announced yet has no such object: a list without
/// days would say "no holidays", which has never been true, so it is refused.
/// </summary>
public sealed class CalendarYear
{
    public const int FirstYear = 2000;
    public const int LastYear = 2199;

    /// <param name="year">The year of the notice.</param>
    /// <param name="days">May hold days of the neighbour years: New Year's holiday can begin or be made up for in December.</param>
    /// <param name="source">Who brought it.</param>
    /// <exception cref="DomainException">
    /// <c>calendar.year-out-of-range</c>, <c>calendar.year-empty</c>, <c>calendar.day-outside-year</c>, <c>calendar.day-doubled</c>,
    /// <c>calendar.day-name-length</c>
    /// </exception>
    public CalendarYear(int year, IEnumerable<CalendarDay> days, CalendarSource source = CalendarSource.Package)
    {
        Year = year is >= FirstYear and <= LastYear ? year : throw new DomainException("calendar.year-out-of-range", year);
        Announce(days, source);
    }

    /// <summary>For EF.</summary>
    private CalendarYear()
    {
    }

    public int Year { get; private set; }

    /// <summary>In order of date.</summary>
    public IReadOnlyList<CalendarDay> Days { get; private set; } = [];

    public CalendarSource Source { get; private set; }

    public long Revision { get; private set; }

    /// <summary>Replaces the days, as when a notice is corrected in mid-year (2020).</summary>
    /// <inheritdoc cref="CalendarYear(int, IEnumerable{CalendarDay}, CalendarSource)" path="/exception"/>
    public void Announce(IEnumerable<CalendarDay> days, CalendarSource source)
    {
        var ordered = days.OrderBy(day => day.Date).ToList();
        if (ordered.Count == 0)
            throw new DomainException("calendar.year-empty", Year);
        foreach (var day in ordered)
            Check(day);
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].Date == ordered[i - 1].Date)
                throw new DomainException("calendar.day-doubled", ordered[i].Date);
        }

        (Days, Source) = (ordered, source);
    }

    private void Check(CalendarDay day)
    {
        if (Math.Abs(day.Date.Year - Year) > 1)
            throw new DomainException("calendar.day-outside-year", day.Date, Year);
        if (day.Name.Length is 0 or > CalendarDay.NameMaxLength)
            throw new DomainException("calendar.day-name-length", day.Date, CalendarDay.NameMaxLength);
    }
}

/// <summary>Where a year's days come from.</summary>
public enum CalendarSource
{
    /// <summary>The product's own list; a newer version of the product may correct it.</summary>
    Package,

    /// <summary>An administrator; no version of the product changes it any more.</summary>
    Administrator,
}
