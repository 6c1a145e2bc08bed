using Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;
using static Domain.Tests.Calendar.TestCalendars;

namespace Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    [SharedFact]
    public void AddWorkingDays_SharedQuestions_GiveTheExpectedDueDates()
    {
        var calendar = Shared(2007, 2026);
        var questions = SharedFolder.Csv("calendar", "questions.csv").ToList();
        questions.Count.ShouldBeGreaterThan(25);

        foreach (var question in questions)
        {
            var due = calendar.AddWorkingDays(Day(question["start_date"]), int.Parse(question["working_days"], null));

            due.ShouldBe(Day(question["expected_due_date"]), question["start_date"] + " " + question["note"]);
        }
    }

    [SharedFact]
    public void AddWorkingDays_EveryStartOf2015To2026AndUpTo30Days_EqualsCountingDayByDay()
    {
        var calendar = Shared(2015, 2026);
        var special = Enumerable.Range(2015, 12).SelectMany(SharedDays).ToDictionary(day => day.Date, day => day.IsWorkingDay);

        for (var start = new DateOnly(2015, 1, 1); start.Year <= 2026; start = start.AddDays(1))
        {
            var (day, counted) = (start, 0);
            while (counted < 30)
            {
                day = day.AddDays(1);
                if (day.Year > 2026)
                {
                    var rest = counted + 1;
                    Should.Throw<DomainException>(() => calendar.AddWorkingDays(start, rest)).Arguments.ShouldBe([2027]);
                    break;
                }

                if (!special.TryGetValue(day, out var works))
                    works = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
                if (!works)
                    continue;
                counted++;
                if (calendar.AddWorkingDays(start, counted) != day || calendar.WorkingDaysBetween(start, day) != counted)
                    Assert.Fail($"{counted} working days after {start} end on {day}");
            }
        }
    }

    [SharedFact]
    public void SharedDays_OfAYearNotAnnounced_AreRefusedAsEmpty() =>
        Should.Throw<DomainException>(() => new CalendarYear(2027, SharedDays(2027))).Code.ShouldBe("calendar.year-empty");

    [Theory]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-02-14", 5, "2026-02-28")]
    [InlineData("2026-02-16", 1, "2026-02-24")]
    [InlineData("2025-09-30", 3, "2025-10-11")]
    [InlineData("2025-12-31", 1, "2026-01-04")]
    [InlineData("2026-01-03", 1, "2026-01-04")]
    [InlineData("2026-11-20", 3, "2026-11-25")]
    [InlineData("2026-02-24", -1, "2026-02-14")]
    [InlineData("2026-01-05", -2, "2025-12-31")]
    [InlineData("2026-02-17", 0, "2026-02-17")]
    public void AddWorkingDays_AroundHolidays_CountsMakeUpDaysAndSkipsDaysOff(string day, int n, string expected) =>
        Announced.AddWorkingDays(Day(day), n).ShouldBe(Day(expected));

    [Fact]
    public void AddWorkingDays_AnyCalendar_EqualsCountingDayByDayBothWays()
    {
        var cases = from calendar in Any from start in Gen.Choose(60, 1300) from n in Gen.Choose(1, 30) select (calendar, start, n);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var start = new DateOnly(2023, 1, 1).AddDays(c.start);

            return c.calendar.AddWorkingDays(start, c.n) == Walk(c.calendar, start, c.n, 1)
                && c.calendar.AddWorkingDays(start, -c.n) == Walk(c.calendar, start, c.n, -1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void WorkingDaysBetween_AnyTwoDays_AreTheDaysWorkedBetweenAndChangeSignWithDirection()
    {
        var cases = from calendar in Any from a in Gen.Choose(0, 1460) from b in Gen.Choose(0, 1460) select (calendar, a, b);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (one, other) = (new DateOnly(2023, 1, 1).AddDays(Math.Min(c.a, c.b)), new DateOnly(2023, 1, 1).AddDays(Math.Max(c.a, c.b)));
            var counted = 0;
            for (var day = one.AddDays(1); day <= other; day = day.AddDays(1))
                counted += c.calendar.IsWorkingDay(day) ? 1 : 0;

            return c.calendar.WorkingDaysBetween(one, other) == counted && c.calendar.WorkingDaysBetween(other, one) == -counted;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2026-12-30", 1, null)]
    [InlineData("2026-12-31", 1, 2027)]
    [InlineData("2026-12-30", 2, 2027)]
    [InlineData("2026-12-01", 99_999, 2027)]
    [InlineData("2024-12-31", 1, null)]
    [InlineData("2024-12-30", 1, 2024)]
    [InlineData("2025-01-02", -1, null)]
    [InlineData("2025-01-01", -1, 2024)]
    [InlineData("2027-01-01", -1, null)]
    public void AddWorkingDays_TermReachesAYearNotLoaded_IsRefusedWithTheYear(string day, int n, int? missing)
    {
        Action act = () => Announced.AddWorkingDays(Day(day), n);

        if (missing is null)
        {
            act();
            return;
        }

        var exception = Should.Throw<DomainException>(act);
        exception.Code.ShouldBe("calendar.year-missing");
        exception.Arguments.ShouldBe([missing]);
    }

    [Fact]
    public void AddWorkingDays_GapBetweenLoadedYears_IsRefusedWithTheYearOfTheGap()
    {
        var calendar = new WorkingCalendar([Year(2024), Year(2026), Year(2025 + 2)]);

        Should.Throw<DomainException>(() => calendar.AddWorkingDays(Day("2024-12-31"), 1)).Arguments.ShouldBe([2025]);
        Should.Throw<DomainException>(() => calendar.WorkingDaysBetween(Day("2024-12-30"), Day("2026-01-02"))).Arguments.ShouldBe([2025]);
        calendar.AddWorkingDays(Day("2026-12-31"), 1).ShouldBe(Day("2027-01-04"));
    }

    [Fact]
    public void IsWorkingDay_DayMentionedByANeighbourYear_DoesNotLoadItsYear()
    {
        var calendar = new WorkingCalendar([new CalendarYear(2027, [new(Day("2026-12-31"), IsWorkingDay: false, "元旦")])]);

        Should.Throw<DomainException>(() => calendar.IsWorkingDay(Day("2026-12-31"))).Arguments.ShouldBe([2026]);
    }

    [Fact]
    public void IsWorkingDay_TwoYearsListTheDay_TheLaterNoticeWins()
    {
        var earlier = new CalendarYear(2018, [new(Day("2018-12-29"), IsWorkingDay: false, "某日")]);
        var later = new CalendarYear(2019, [new(Day("2018-12-29"), IsWorkingDay: true, "元旦")]);

        new WorkingCalendar([later, earlier]).IsWorkingDay(Day("2018-12-29")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-11-20 09:00", 3, "2026-11-26 00:00")]
    [InlineData("2026-11-20 23:59", 3, "2026-11-26 00:00")]
    [InlineData("2026-11-21 00:00", 3, "2026-11-26 00:00")]
    [InlineData("2026-02-13 07:59", 1, "2026-02-15 00:00")]
    public void DeadlineAfter_AnyTimeOfTheDay_IsMidnightAfterTheLastWorkingDay(string eventTime, int n, string expected)
    {
        var deadline = Announced.DeadlineAfter(At(eventTime), n);

        deadline.ShouldBe(At(expected));
        deadline.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void ShanghaiDate_AroundMidnight_ChangesAtSixteenHoursUtc()
    {
        WorkingCalendar.ShanghaiDate(new DateTimeOffset(2026, 11, 20, 15, 59, 59, TimeSpan.Zero)).ShouldBe(Day("2026-11-20"));
        WorkingCalendar.ShanghaiDate(new DateTimeOffset(2026, 11, 20, 16, 0, 0, TimeSpan.Zero)).ShouldBe(Day("2026-11-21"));
    }

    [Fact]
    public void StartOfDay_EveryHourOf2026_IsAtMostADayBack()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        for (var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); instant.Year == 2026; instant = instant.AddHours(1))
        {
            var start = WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(instant));

            start.ShouldBe(new DateTimeOffset(TimeZoneInfo.ConvertTime(instant, zone).Date, TimeSpan.FromHours(8)));
        }
    }

    private static DateOnly Walk(WorkingCalendar calendar, DateOnly day, int n, int step)
    {
        while (n > 0)
        {
            day = day.AddDays(step);
            n -= calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    private static CalendarYear Year(int year) => new(year, [new(new DateOnly(year, 1, 1), IsWorkingDay: false, "元旦")]);
}
