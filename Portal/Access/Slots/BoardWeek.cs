using Domain.Calendar;
using Workflows.Access;
using Workflows.Calendar;

namespace Portal.Access.Slots;

/// <summary>A week of the board as it is drawn.</summary>
/// <param name="Monday">Its first day, shown or not.</param>
/// <param name="Days">Monday to Friday, and those days of the weekend that are worked or hold deliveries all the same.</param>
public sealed record BoardWeek(DateOnly Monday, IReadOnlyList<BoardWeekDay> Days)
{
    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Sorts days, which begin with a Monday, into weeks.</summary>
    /// <param name="days">As the board gives them.</param>
    /// <param name="years">The calendar: it names holidays, and says which years are not announced yet.</param>
    public static IReadOnlyList<BoardWeek> Of(IEnumerable<BoardDay> days, IReadOnlyList<CalendarYearView> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        var named = years.SelectMany(y => y.Days).ToDictionary(d => d.Date);
        return [.. days.GroupBy(d => MondayOf(d.Date)).Select(week => new BoardWeek(week.Key, [.. week.Where(Shown).Select(Draw)]))];

        BoardWeekDay Draw(BoardDay day) => new(day, Closing(day), named.GetValueOrDefault(day.Date)?.Name);

        DayClosing Closing(BoardDay day) => day switch
        {
            { IsWorkingDay: true } => DayClosing.None,
            _ when years.All(y => y.Year != day.Date.Year) => DayClosing.YearMissing,
            _ when named.GetValueOrDefault(day.Date) is CalendarDay { IsWorkingDay: false } => DayClosing.Holiday,
            _ => DayClosing.Weekend,
        };
    }

    // Deliveries on a day that the calendar closed afterwards must stay in sight until they are moved.
    private static bool Shown(BoardDay day) => day.IsWorkingDay || day.Slots.Count > 0 || day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

/// <summary>A day of a week.</summary>
/// <param name="Day">As the board gives it.</param>
/// <param name="Closing">Why it takes nothing.</param>
/// <param name="HolidayName">The holiday that closes it, or that a worked day of the weekend makes up for; as published.</param>
public sealed record BoardWeekDay(BoardDay Day, DayClosing Closing, string? HolidayName)
{
    public int Free => Math.Max(0, Day.Capacity - Day.Slots.Count);
}

/// <summary>Why a day takes no delivery.</summary>
public enum DayClosing
{
    None,
    Weekend,
    Holiday,

    /// <summary>The year's calendar is not announced, so nobody knows yet which days are worked.</summary>
    YearMissing,
}
