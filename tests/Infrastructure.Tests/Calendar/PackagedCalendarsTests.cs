using System.Globalization;
using System.Text.Json;
using Domain;
using Domain.Calendar;
using Infrastructure.Calendar;
using Testing.SharedData;

namespace Infrastructure.Tests.Calendar;

public sealed class PackagedCalendarsTests
{
    private static readonly IReadOnlyList<CalendarYear> Years = PackagedCalendars.Load();

    [Fact]
    public void Load_Package_HoldsEveryYearFrom2004To2026()
    {
        Years.Select(year => year.Year).ShouldBe(Enumerable.Range(2004, 23));

        Years.ShouldAllBe(year => year.Days.Count(day => !day.IsWorkingDay) >= 10);
        Years.Single(year => year.Year == 2026).Days.ShouldContain(new CalendarDay(new DateOnly(2026, 2, 14), IsWorkingDay: true, "春节"));
    }

    /// <summary>
    /// Compared by what the days are, not by the lists: only one of them lists days that the week makes so anyway (as Saturday
    /// within a holiday, or the Monday of 2020-02-03).
    /// </summary>
    [SharedFact]
    public void Load_EveryDayOf2007To2026_IsWhatTheSharedListsSay()
    {
        var packaged = new WorkingCalendar(Years);
        var shared = new WorkingCalendar(Enumerable.Range(2007, 20).Select(year => new CalendarYear(year, SharedDays(year))));

        for (var day = new DateOnly(2007, 1, 1); day.Year <= 2026; day = day.AddDays(1))
            packaged.IsWorkingDay(day).ShouldBe(shared.IsWorkingDay(day), day.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void AddWorkingDays_EveryStartOf2015To2026AndUpTo30Days_EqualsCountingDayByDay()
    {
        var calendar = new WorkingCalendar(Years);
        var special = Years.SelectMany(year => year.Days).ToDictionary(day => day.Date, day => day.IsWorkingDay);
        var (asked, refused) = (0, 0);

        for (var start = new DateOnly(2015, 1, 1); start.Year <= 2026; start = start.AddDays(1))
        {
            var day = start;
            for (var n = 1; n <= 30; n++, asked++)
            {
                do
                    day = day.AddDays(1);
                while (day.Year <= 2026 && !(special.TryGetValue(day, out var works) ? works : (int)day.DayOfWeek % 6 != 0));

                if (day.Year <= 2026 ? calendar.AddWorkingDays(start, n) != day : !Refuses(calendar, start, n))
                    Assert.Fail($"{n} working days after {start:O}: {day:O}");
                refused += day.Year > 2026 ? 1 : 0;
            }
        }

        asked.ShouldBe(4383 * 30);
        refused.ShouldBeGreaterThan(0);
    }

    private static bool Refuses(WorkingCalendar calendar, DateOnly start, int n) =>
        Should.Throw<DomainException>(() => calendar.AddWorkingDays(start, n)) is { Code: "calendar.year-missing", Arguments: [2027] };

    private static List<CalendarDay> SharedDays(int year)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFolder.File("calendar", $"{year}.json")));
        return [.. file.RootElement.GetProperty("days").EnumerateArray().Select(day => new CalendarDay(
            DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture),
            !day.GetProperty("isOffDay").GetBoolean(),
            day.GetProperty("name").GetString()!))];
    }
}
