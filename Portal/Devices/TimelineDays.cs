using Domain.Calendar;
using Domain.Devices;
using Domain.Values;

namespace Portal.Devices;

/// <summary>How much of a device's time is shown at once.</summary>
public enum TimelineView
{
    Day,
    Week,
    Month,
}

/// <summary>One piece of a day's bar.</summary>
/// <param name="From">Seconds since midnight in Shanghai.</param>
/// <param name="Length">Seconds.</param>
public sealed record TimelinePiece(double From, double Length, OnlineState State, OfflineCause? Cause);

/// <summary>One day's bar.</summary>
/// <param name="Interruptions">How often it went offline by the device's or the network's fault, or was so from the day's begin.</param>
public sealed record TimelineDay(DateOnly Day, IReadOnlyList<TimelinePiece> Pieces, OnlineRate Rate, int Interruptions);

/// <summary>Cuts a device's intervals into the days that a timeline shows.</summary>
public static class TimelineDays
{
    /// <summary>The first day of the view that holds a day: that day, its Monday, the first of its month.</summary>
    public static DateOnly First(TimelineView view, DateOnly day) => view switch
    {
        TimelineView.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TimelineView.Month => new DateOnly(day.Year, day.Month, 1),
        _ => day,
    };

    /// <summary>The first day after the view that begins with a day.</summary>
    public static DateOnly End(TimelineView view, DateOnly first) => view switch
    {
        TimelineView.Week => first.AddDays(7),
        TimelineView.Month => first.AddMonths(1),
        _ => first.AddDays(1),
    };

    /// <summary>The moments of Shanghai days.</summary>
    public static Period Of(DateOnly first, DateOnly end) => new(WorkingCalendar.StartOfDay(first), WorkingCalendar.StartOfDay(end));

    /// <param name="intervals">In order.</param>
    /// <param name="first">The first day shown.</param>
    /// <param name="end">The first day after.</param>
    /// <param name="now">Up to where an open interval is known.</param>
    public static IReadOnlyList<TimelineDay> Cut(IReadOnlyList<IntervalFacts> intervals, DateOnly first, DateOnly end, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var days = new List<TimelineDay>();
        for (var day = first; day < end; day = day.AddDays(1))
        {
            var hours = Of(day, day.AddDays(1));
            var pieces = new List<TimelinePiece>();
            var (rate, interruptions, counting) = (OnlineRate.None, 0, false);
            foreach (var interval in intervals)
            {
                var from = interval.From > hours.From ? interval.From : hours.From;
                var until = interval.Until ?? now;
                if (until > hours.Until) until = hours.Until;
                if (from >= until) continue;
                pieces.Add(new TimelinePiece((from - hours.From).TotalSeconds, (until - from).TotalSeconds, interval.State, interval.Cause));
                rate += OnlineRate.Of(interval.State, interval.Cause, until - from);
                if (interval.Accountable && !counting) interruptions++;
                counting = interval.Accountable || (counting && interval.State == OnlineState.Offline);
            }

            days.Add(new TimelineDay(day, pieces, rate, interruptions));
        }

        return days;
    }
}
