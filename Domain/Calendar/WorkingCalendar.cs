using System.Collections.Frozen;

namespace Domain.Calendar;

/// <summary>
/// Which Shanghai dates are worked, and what a term of n working days means: it ends with the n-th working day after the day of the
/// event, whose own day never counts. Immutable; a changed year makes a new calendar.
/// </summary>
/// <remarks>
/// A day in a year that is not loaded is never guessed: every member that has to know such a day throws <see cref="DomainException"/>
/// <c>calendar.year-missing</c> with the year. Days that another year's list mentions do not make their own year loaded. Where two
/// years list the same day the later year's list wins, being the later notice. Costs: a table look-up each, whatever the term.
/// </remarks>
public sealed class WorkingCalendar
{
    /// <summary>When work begins on a working day.</summary>
    public static readonly TimeOnly StartOfWork = new(8, 30);

    /// <summary>When work ends on a working day, by default.</summary>
    public static readonly TimeOnly DefaultEndOfWork = new(17, 30);

    /// <summary>China keeps one time without summer time (since 1991), so no time-zone data are needed here.</summary>
    private static readonly TimeSpan ShanghaiOffset = TimeSpan.FromHours(8);

    private readonly FrozenDictionary<int, LoadedSpan> _spans;

    /// <param name="years">The announced years, each once; gaps are allowed.</param>
    /// <param name="endOfWork">Shanghai time after which a stopped clock has used up its day; 17:30 when not set.</param>
    public WorkingCalendar(IEnumerable<CalendarYear> years, TimeOnly? endOfWork = null)
    {
        EndOfWork = endOfWork ?? DefaultEndOfWork;
        var ordered = years.OrderBy(year => year.Year).ToList();
        Years = [.. ordered.Select(year => year.Year)];

        var special = new Dictionary<DateOnly, bool>();
        foreach (var day in ordered.SelectMany(year => year.Days))
            special[day.Date] = day.IsWorkingDay;
        _spans = LoadedSpan.Of(Years, special);
    }

    /// <summary>The loaded years, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Shanghai time.</summary>
    public TimeOnly EndOfWork { get; }

    /// <summary>The Shanghai date of an instant.</summary>
    public static DateOnly ShanghaiDate(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ShanghaiOffset).DateTime);

    /// <summary>The Shanghai time of day of an instant.</summary>
    public static TimeOnly ShanghaiTime(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(ShanghaiOffset).DateTime);

    /// <summary>The instant (UTC) at which a Shanghai date begins, which is also when the day before ends.</summary>
    public static DateTimeOffset StartOfDay(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), ShanghaiOffset).ToUniversalTime();

    public bool IsWorkingDay(DateOnly day) => SpanOf(day).IsWorkingDay(day);

    /// <summary>
    /// The n-th working day after a day; for negative n the n-th before it, as for "one working day before it is due"; the day itself
    /// for zero. The given day is never counted, and need not be in a loaded year.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly day, int n) => n switch
    {
        0 => day,
        > 0 => SpanOf(day.AddDays(1)).NthFrom(day.AddDays(1), n - 1),
        < 0 => SpanOf(day.AddDays(-1)).NthFrom(day, n),
    };

    /// <summary>
    /// The instant (UTC) at which a term of n working days ends: 24:00 Shanghai time of its last day, which is the first instant
    /// that is too late.
    /// </summary>
    public DateTimeOffset DeadlineAfter(DateTimeOffset eventTime, int n) =>
        StartOfDay(AddWorkingDays(ShanghaiDate(eventTime), n).AddDays(1));

    /// <summary>How many working days lie after one day, up to and with another; negative when that other lies before.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly to)
    {
        if (to < after)
            return -WorkingDaysBetween(to, after);
        if (to == after)
            return 0;

        var span = SpanOf(after.AddDays(1));
        span.RequireUpTo(to);
        return span.CountBefore(to.AddDays(1)) - span.CountBefore(after.AddDays(1));
    }

    /// <summary>
    /// The instant (UTC) at which so much working time has passed: from <see cref="StartOfWork"/> to <see cref="EndOfWork"/> of working days,
    /// Shanghai time. Noon is worked, for a limit in hours is about not being too frequent.
    /// </summary>
    /// <exception cref="DomainException">calendar.year-missing.</exception>
    public DateTimeOffset AfterWorkingTime(DateTimeOffset from, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var (day, time) = (ShanghaiDate(from), ShanghaiTime(from));
        for (; ; (day, time) = (day.AddDays(1), TimeOnly.MinValue))
        {
            if (!IsWorkingDay(day) || time >= EndOfWork) continue;
            var begun = time < StartOfWork ? StartOfWork : time;
            if (span <= EndOfWork - begun) return StartOfDay(day) + begun.ToTimeSpan() + span;
            span -= EndOfWork - begun;
        }
    }

    private LoadedSpan SpanOf(DateOnly day) =>
        _spans.TryGetValue(day.Year, out var span) ? span : throw new DomainException("calendar.year-missing", day.Year);
}
