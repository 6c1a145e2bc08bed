using Domain.Calendar;
using Domain.Engine;

namespace Workflows.Engine.Shell;

/// <summary>Turns the core's instants into due dates and notices, with the working calendar.</summary>
internal static class DueDates
{
    /// <summary>Shanghai time of day at which notices go out; nobody is woken at midnight.</summary>
    private static readonly TimeSpan NoticeTime = new(8, 30, 0);

    /// <summary>The deadline of a clock; null while it stands still.</summary>
    public static DateTimeOffset? Of(ProcessClock clock, WorkingCalendar calendar) =>
        clock.Time.IsRunning ? clock.Time.Deadline(calendar) : null;

    public static DateTimeOffset Of(TimerSpan span, DateTimeOffset since, WorkingCalendar calendar)
    {
        if (span.WorkingDays is { } days) return calendar.DeadlineAfter(since, days);
        // Months are calendar months of Shanghai dates, the rest is elapsed time.
        var shanghai = TimeSpan.FromHours(8);
        return since.ToOffset(shanghai).AddMonths(span.Months).Add(span.Span).ToUniversalTime();
    }

    /// <summary>The next notice about a deadline, from <paramref name="now"/> on.</summary>
    public static (DeadlineNotice Stage, DateTimeOffset? At) NextNotice(DateTimeOffset? due, DeadlineNotice from, DateTimeOffset now, WorkingCalendar calendar)
    {
        if (due is null) return (from, null);
        for (var stage = from; stage < DeadlineNotice.None; stage++)
        {
            var at = NoticeAt(stage, due.Value, calendar);
            // What should have been said before the item was there is left out, except that it is overdue.
            if (at > now || stage == DeadlineNotice.Escalation) return (stage, at);
        }

        return (DeadlineNotice.None, null);
    }

    /// <summary>
    /// What there is to say now about a deadline of which everything before <paramref name="from"/> was said: after a time without a
    /// running job only the last of what was missed, since "due tomorrow" is no longer true then.
    /// </summary>
    public static DeadlineNotice NoticeNow(DateTimeOffset due, DeadlineNotice from, DateTimeOffset now, WorkingCalendar calendar)
    {
        var stage = from;
        while (stage < DeadlineNotice.Escalation && NoticeAt(stage + 1, due, calendar) <= now) stage++;
        return stage;
    }

    private static DateTimeOffset NoticeAt(DeadlineNotice stage, DateTimeOffset due, WorkingCalendar calendar) =>
        WorkingCalendar.StartOfDay(DayOf(stage, WorkingCalendar.ShanghaiDate(due.AddTicks(-1)), calendar)) + NoticeTime;

    private static DateOnly DayOf(DeadlineNotice stage, DateOnly dueDay, WorkingCalendar calendar) => stage switch
    {
        DeadlineNotice.DayBefore => Step(dueDay, -1, calendar),
        DeadlineNotice.DueDay => dueDay,
        _ => Step(dueDay, 1, calendar),
    };

    /// <summary>The nearest working day before or after. Beyond the loaded calendars the calendar day serves: a notice, not a deadline.</summary>
    private static DateOnly Step(DateOnly day, int direction, WorkingCalendar calendar)
    {
        try
        {
            var next = day.AddDays(direction);
            while (!calendar.IsWorkingDay(next)) next = next.AddDays(direction);
            return next;
        }
        catch (Domain.DomainException)
        {
            return day.AddDays(direction);
        }
    }
}
