using Domain.Access;
using Domain.Calendar;
using Portal.Access.Slots;
using Workflows.Access;
using Workflows.Calendar;

namespace Portal.Tests.Access.Slots;

public sealed class BoardWeekTests
{
    private static readonly DateOnly Monday = new(2026, 9, 28);

    // In these two weeks of 2026 as the tests pretend them: Thursday and Friday off, the Saturday after worked to make up.
    private static readonly CalendarYearView[] Years =
    [
        new(2026, CalendarSource.Package, [new(new(2026, 10, 1), false, "国庆节"), new(new(2026, 10, 2), false, "国庆节"), new(new(2026, 10, 10), true, "国庆节")], 1),
    ];

    [Theory]
    [InlineData("2026-09-28", "2026-09-28")]
    [InlineData("2026-10-01", "2026-09-28")]
    [InlineData("2026-10-04", "2026-09-28")]
    [InlineData("2026-10-05", "2026-10-05")]
    public void MondayOf_ADay_IsTheMondayOnOrBeforeIt(string day, string monday) =>
        BoardWeek.MondayOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(monday);

    [Fact]
    public void Of_TwoWeeks_HidesRestedWeekendsAndShowsTheWorkedSaturday()
    {
        var weeks = BoardWeek.Of(Days(), Years);

        weeks.Select(w => w.Monday).ShouldBe([Monday, Monday.AddDays(7)]);
        weeks[0].Days.Select(d => d.Day.Date.Day).ShouldBe([28, 29, 30, 1, 2]);
        weeks[1].Days.Select(d => d.Day.Date.Day).ShouldBe([5, 6, 7, 8, 9, 10]);
        weeks[1].Days[^1].HolidayName.ShouldBe("国庆节");
    }

    [Fact]
    public void Of_AHoliday_NamesIt()
    {
        var holiday = BoardWeek.Of(Days(), Years)[0].Days[3];

        holiday.Closing.ShouldBe(DayClosing.Holiday);
        holiday.HolidayName.ShouldBe("国庆节");
        holiday.Free.ShouldBe(0);
    }

    [Fact]
    public void Of_ASundayThatHoldsADelivery_KeepsItInSight()
    {
        var sunday = new DateOnly(2026, 10, 4);

        var week = BoardWeek.Of(Days(taken: sunday), Years)[0];

        week.Days[^1].Day.Date.ShouldBe(sunday);
        week.Days[^1].Closing.ShouldBe(DayClosing.Weekend);
        week.Days[^1].Free.ShouldBe(0);
    }

    [Fact]
    public void Of_AYearNotAnnounced_SaysSo() =>
        BoardWeek.Of(Days(), []).SelectMany(w => w.Days).Where(d => !d.Day.IsWorkingDay).ShouldAllBe(d => d.Closing == DayClosing.YearMissing);

    private static IEnumerable<BoardDay> Days(DateOnly? taken = null) => Enumerable.Range(0, 14).Select(Monday.AddDays).Select(date =>
    {
        var working = Years[0].Days.FirstOrDefault(d => d.Date == date)?.IsWorkingDay ?? date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return new BoardDay(date, working, working ? 4 : 0, null, date == taken ? [new BoardSlot(1, 7, "JR202600007", "Gulf Garden", AccessTrack.Commitment, "delivery")] : []);
    });
}
