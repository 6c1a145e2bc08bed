using System.Text.Json.Serialization;

namespace Domain.Calendar;

/// <summary>
/// A term in working days that can be stopped (correction, technical difficulty) and resumed. Immutable; stored as JSON within the
/// state of a process.
/// </summary>
/// <remarks>
/// A working day counts when it lies after the day of the start and the clock stood still at no moment between its midnight and its
/// end of work. From this one sentence follow: the day of the stop counts only if work had ended; no day between counts; the day of
/// resuming does not count, as the day of no event does; a stop and resumption within one day's work leave that day out, and
/// neither can ever bring the deadline nearer (docs/decisions/0013-stopped-clocks.md).
/// </remarks>
public sealed record WorkingClock
{
    /// <summary>UTC. Its Shanghai date never counts.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The term, in working days, at least 1.</summary>
    public required int AllowanceDays { get; init; }

    /// <summary>In order of time; only the last can be open.</summary>
    public IReadOnlyList<ClockStop> Stops { get; init; } = [];

    [JsonIgnore]
    public bool IsRunning => Stops is not [.., { To: null }];

    public static WorkingClock Start(DateTimeOffset at, int allowanceDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(allowanceDays, 1);
        return new() { StartedAt = at.ToUniversalTime(), AllowanceDays = allowanceDays };
    }

    /// <exception cref="DomainException"><c>calendar.clock-already-stopped</c>, <c>calendar.clock-backwards</c></exception>
    public WorkingClock Stop(DateTimeOffset at)
    {
        if (!IsRunning)
            throw new DomainException("calendar.clock-already-stopped");
        RequireAfter(Stops is [.., { To: { } resumed }] ? resumed : StartedAt, at);
        return this with { Stops = [.. Stops, new ClockStop(at.ToUniversalTime(), null)] };
    }

    /// <exception cref="DomainException"><c>calendar.clock-not-stopped</c>, <c>calendar.clock-backwards</c></exception>
    public WorkingClock Resume(DateTimeOffset at)
    {
        if (IsRunning)
            throw new DomainException("calendar.clock-not-stopped");
        RequireAfter(Stops[^1].From, at);
        return this with { Stops = [.. Stops.SkipLast(1), Stops[^1] with { To = at.ToUniversalTime() }] };
    }

    /// <summary>The first instant (UTC) that is too late; null while the clock stands still before its term is used up.</summary>
    /// <exception cref="DomainException"><c>calendar.year-missing</c> with the year, when the term reaches a year that is not loaded</exception>
    public DateTimeOffset? Deadline(WorkingCalendar calendar)
    {
        foreach (var day in CountedDays(calendar, DateOnly.MaxValue).Skip(AllowanceDays - 1))
            return WorkingCalendar.StartOfDay(day.AddDays(1));
        return null;
    }

    /// <summary>
    /// On which working day of the term an instant lies: 0 on the day of the start, 1 on the first working day after it; past
    /// <see cref="AllowanceDays"/> when overdue. The "2" of "2 of 3 working days".
    /// </summary>
    /// <exception cref="DomainException"><c>calendar.year-missing</c></exception>
    public int Elapsed(WorkingCalendar calendar, DateTimeOffset now) => CountedDays(calendar, WorkingCalendar.ShanghaiDate(now)).Count();

    /// <summary>Working days left after the present one: 0 on the last day, negative when overdue.</summary>
    /// <exception cref="DomainException"><c>calendar.year-missing</c></exception>
    public int Remaining(WorkingCalendar calendar, DateTimeOffset now) => AllowanceDays - Elapsed(calendar, now);

    public bool Equals(WorkingClock? other) => other is not null && StartedAt == other.StartedAt
        && AllowanceDays == other.AllowanceDays && Stops.SequenceEqual(other.Stops);

    public override int GetHashCode() => HashCode.Combine(StartedAt, AllowanceDays, Stops.Count);

    /// <summary>The days that count, up to the given one; ends early where the clock stands still. Asks the calendar for no other day.</summary>
    private IEnumerable<DateOnly> CountedDays(WorkingCalendar calendar, DateOnly last)
    {
        var day = WorkingCalendar.ShanghaiDate(StartedAt).AddDays(1);
        foreach (var (firstLeftOut, lastLeftOut) in Stops.Select(stop => stop.DaysLeftOut(calendar.EndOfWork)))
        {
            for (; day < firstLeftOut && day <= last; day = day.AddDays(1))
            {
                if (calendar.IsWorkingDay(day))
                    yield return day;
            }

            if (lastLeftOut is null)
                yield break;
            if (day <= lastLeftOut)
                day = lastLeftOut.Value.AddDays(1);
        }

        for (; day <= last; day = day.AddDays(1))
        {
            if (calendar.IsWorkingDay(day))
                yield return day;
        }
    }

    private static void RequireAfter(DateTimeOffset earlier, DateTimeOffset at)
    {
        if (at < earlier)
            throw new DomainException("calendar.clock-backwards", at, earlier);
    }
}

/// <summary>A time in which a clock stands still.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC; null while it lasts.</param>
public sealed record ClockStop(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>The days of which a moment before the end of work falls into the stop; an empty range has its first after its last.</summary>
    internal (DateOnly First, DateOnly? Last) DaysLeftOut(TimeOnly endOfWork)
    {
        var first = WorkingCalendar.ShanghaiDate(From).AddDays(WorkingCalendar.ShanghaiTime(From) < endOfWork ? 0 : 1);
        // A stop that ends with midnight's first instant touches the day before, not the new one.
        return (first, To is { } to ? WorkingCalendar.ShanghaiDate(to > From ? to.AddTicks(-1) : to.AddDays(-1)) : null);
    }
}
