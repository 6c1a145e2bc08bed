using Domain.Calendar;
using static Domain.Tests.Calendar.TestCalendars;

namespace Domain.Tests.Calendar;

public sealed class CalendarYearTests
{
    private static readonly CalendarDay NewYear = new(Day("2027-01-01"), IsWorkingDay: false, "元旦");

    [Fact]
    public void Announce_DaysInAnyOrder_AreKeptInOrder()
    {
        var year = new CalendarYear(2027, [NewYear]);
        var december = new CalendarDay(Day("2026-12-27"), IsWorkingDay: true, "元旦");

        year.Announce([NewYear, december], CalendarSource.Administrator);

        year.Days.ShouldBe([december, NewYear]);
        year.Source.ShouldBe(CalendarSource.Administrator);
    }

    public static TheoryData<string, CalendarDay[]> BadDays() => new()
    {
        { "calendar.year-empty", [] },
        { "calendar.day-doubled", [NewYear, NewYear with { Name = "春节" }] },
        { "calendar.day-outside-year", [NewYear with { Date = Day("2025-12-31") }] },
        { "calendar.day-outside-year", [NewYear with { Date = Day("2029-01-01") }] },
        { "calendar.day-name-length", [NewYear with { Name = "" }] },
        { "calendar.day-name-length", [NewYear with { Name = new string('春', CalendarDay.NameMaxLength + 1) }] },
    };

    [Theory]
    [MemberData(nameof(BadDays))]
    public void Announce_BadDays_AreRefusedAndTheOldOnesStay(string code, CalendarDay[] days)
    {
        var year = new CalendarYear(2027, [NewYear]);

        Should.Throw<DomainException>(() => year.Announce(days, CalendarSource.Administrator)).Code.ShouldBe(code);

        year.Days.ShouldBe([NewYear]);
        year.Source.ShouldBe(CalendarSource.Package);
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2200)]
    public void New_YearOutOfRange_IsRefused(int year) =>
        Should.Throw<DomainException>(() => new CalendarYear(year, [NewYear])).Code.ShouldBe("calendar.year-out-of-range");
}
