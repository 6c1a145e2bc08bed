using System.Globalization;
using System.Text.Json;
using Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;

namespace Domain.Tests.Calendar;

internal static class TestCalendars
{
    /// <summary>The autumn of 2025 to the spring of 2026 as announced, written down here so that the tests mean something by themselves.</summary>
    public static WorkingCalendar Announced { get; } = new([
        new CalendarYear(2025, [
            .. Off("国庆节、中秋节", "2025-10-01", 8), Worked("国庆节、中秋节", "2025-09-28"), Worked("国庆节、中秋节", "2025-10-11"),
        ]),
        new CalendarYear(2026, [
            .. Off("元旦", "2026-01-01", 3), Worked("元旦", "2026-01-04"),
            .. Off("春节", "2026-02-15", 9), Worked("春节", "2026-02-14"), Worked("春节", "2026-02-28"),
        ]),
    ]);

    /// <summary>2023 to 2026 with arbitrary days off and make-up days.</summary>
    public static Gen<WorkingCalendar> Any =>
        from days in Gen.Choose(0, 364).SelectMany(day => Gen.Elements(true, false).Select(off => (day, off))).ArrayOf(120)
        select new WorkingCalendar(Enumerable.Range(2023, 4).Select(year => new CalendarYear(year, [
            new CalendarDay(new DateOnly(year, 12, 31), IsWorkingDay: false, "元旦"),
            .. days.Where((_, i) => i % 4 == year % 4).DistinctBy(d => d.day)
                .Select(d => (Date: new DateOnly(year, 1, 1).AddDays(d.day), d.off))
                .Where(d => d.Date != new DateOnly(year, 12, 31))
                .Where(d => d.off || d.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                .Select(d => new CalendarDay(d.Date, !d.off, "某日")),
        ])));

    public static WorkingCalendar Shared(int from, int to) => new(Enumerable.Range(from, to - from + 1)
        .Select(year => (year, days: SharedDays(year)))
        .Where(file => file.days.Count > 0)
        .Select(file => new CalendarYear(file.year, file.days)));

    public static List<CalendarDay> SharedDays(int year)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFolder.File("calendar", $"{year}.json")));
        return [.. file.RootElement.GetProperty("days").EnumerateArray().Select(day => new CalendarDay(
            Day(day.GetProperty("date").GetString()!), !day.GetProperty("isOffDay").GetBoolean(), day.GetProperty("name").GetString()!))];
    }

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Shanghai time, like <c>2026-02-13 17:29</c>.</summary>
    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "+08:00", CultureInfo.InvariantCulture);

    private static IEnumerable<CalendarDay> Off(string name, string first, int days) =>
        Enumerable.Range(0, days).Select(i => new CalendarDay(Day(first).AddDays(i), IsWorkingDay: false, name));

    private static CalendarDay Worked(string name, string day) => new(Day(day), IsWorkingDay: true, name);
}
