using System.Text.Json;
using Domain.Calendar;
using static Domain.Tests.Calendar.TestCalendars;

namespace Domain.Tests.Calendar;

/// <summary>Weeks without holidays: 2026-11-16 is a Monday. What must hold for all clocks stands in WorkingClockProperties.</summary>
public sealed class WorkingClockTests
{
    private static readonly WorkingClock ThreeDays = WorkingClock.Start(At("2026-11-16 10:00"), 3);

    [Theory]
    // No work is lost: stopped and resumed when work had ended, on days off, or on the day of the event.
    [InlineData("2026-11-17 17:30", "2026-11-17 20:00", "2026-11-20 00:00")]
    [InlineData("2026-11-16 11:00", "2026-11-16 12:00", "2026-11-20 00:00")]
    [InlineData("2026-11-17 10:00", "2026-11-17 10:00", "2026-11-20 00:00")]
    // The day of the stop counts only once work has ended.
    [InlineData("2026-11-17 17:29", "2026-11-17 20:00", "2026-11-21 00:00")]
    [InlineData("2026-11-17 17:29", "2026-11-18 00:00", "2026-11-21 00:00")]
    [InlineData("2026-11-17 17:30", "2026-11-18 00:00", "2026-11-20 00:00")]
    // The day of resuming does not count.
    [InlineData("2026-11-17 17:30", "2026-11-18 08:00", "2026-11-21 00:00")]
    [InlineData("2026-11-17 10:00", "2026-11-18 08:00", "2026-11-24 00:00")]
    // Within a day.
    [InlineData("2026-11-17 10:00", "2026-11-17 10:01", "2026-11-21 00:00")]
    // Over a weekend, and for long.
    [InlineData("2026-11-17 10:00", "2026-11-22 10:00", "2026-11-26 00:00")]
    [InlineData("2026-11-17 18:00", "2026-12-15 10:00", "2026-12-18 00:00")]
    // Too late to change anything.
    [InlineData("2026-11-20 09:00", "2026-11-25 09:00", "2026-11-20 00:00")]
    public void Deadline_OneStop_LeavesOutTheDaysStoodStill(string stop, string resume, string expected) =>
        ThreeDays.Stop(At(stop)).Resume(At(resume)).Deadline(Announced).ShouldBe(At(expected));

    [Fact]
    public void Deadline_NeverStopped_IsThatOfTheCalendar() =>
        ThreeDays.Deadline(Announced).ShouldBe(Announced.DeadlineAfter(ThreeDays.StartedAt, 3));

    [Fact]
    public void Deadline_WhileStopped_IsOpen() => ThreeDays.Stop(At("2026-11-18 10:00")).Deadline(Announced).ShouldBeNull();

    [Fact]
    public void Deadline_StoppedWhenTheTermWasOver_Stays() =>
        ThreeDays.Stop(At("2026-11-19 17:30")).Deadline(Announced).ShouldBe(At("2026-11-20 00:00"));

    [Fact]
    public void Deadline_OtherEndOfWork_DecidesTheDayOfTheStop()
    {
        var nightShift = new WorkingCalendar([new CalendarYear(2026, [new(Day("2026-01-01"), IsWorkingDay: false, "元旦")])], new TimeOnly(20, 0));

        ThreeDays.Stop(At("2026-11-17 18:00")).Resume(At("2026-11-17 19:00")).Deadline(nightShift).ShouldBe(At("2026-11-21 00:00"));
    }

    [Fact]
    public void Deadline_TermReachesAYearNotLoaded_IsRefusedWithTheYear()
    {
        var clock = WorkingClock.Start(At("2026-12-30 10:00"), 2);

        var exception = Should.Throw<DomainException>(() => clock.Deadline(Announced));

        (exception.Code, exception.Arguments[0]).ShouldBe(("calendar.year-missing", 2027));
    }

    [Fact]
    public void Deadline_StoodStillThroughAYearNotLoaded_AsksOnlyForDaysThatCount()
    {
        var calendar = new WorkingCalendar([
            new CalendarYear(2024, [new(Day("2024-01-01"), IsWorkingDay: false, "元旦")]),
            new CalendarYear(2026, [new(Day("2026-01-01"), IsWorkingDay: false, "元旦")]),
        ]);

        var clock = WorkingClock.Start(At("2024-12-30 10:00"), 2).Stop(At("2024-12-31 18:00")).Resume(At("2026-01-05 10:00"));

        clock.Deadline(calendar).ShouldBe(At("2026-01-07 00:00"));
    }

    [Theory]
    [InlineData("2026-11-16 10:00", 0)]
    [InlineData("2026-11-16 23:59", 0)]
    [InlineData("2026-11-17 00:00", 1)]
    [InlineData("2026-11-18 12:00", 2)]
    [InlineData("2026-11-19 23:59", 3)]
    [InlineData("2026-11-20 00:00", 4)]
    [InlineData("2026-11-22 00:00", 4)]
    public void Elapsed_ByTheDay_IsTheWorkingDayOfTheTerm(string now, int expected)
    {
        ThreeDays.Elapsed(Announced, At(now)).ShouldBe(expected);
        ThreeDays.Remaining(Announced, At(now)).ShouldBe(3 - expected);
    }

    [Fact]
    public void Elapsed_WhileStopped_StandsStill()
    {
        var stopped = ThreeDays.Stop(At("2026-11-18 10:00"));

        stopped.Elapsed(Announced, At("2026-11-18 11:00")).ShouldBe(1);
        stopped.Elapsed(Announced, At("2026-12-18 11:00")).ShouldBe(1);
        stopped.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void Elapsed_OnTheLastDayLoaded_AsksForNoDayBeyond() =>
        WorkingClock.Start(At("2026-12-30 10:00"), 5).Elapsed(Announced, At("2026-12-31 12:00")).ShouldBe(1);

    [Fact]
    public void Stop_NotInOrder_IsRefused()
    {
        var stopped = ThreeDays.Stop(At("2026-11-18 10:00"));

        Code(() => stopped.Stop(At("2026-11-19 10:00"))).ShouldBe("calendar.clock-already-stopped");
        Code(() => ThreeDays.Stop(At("2026-11-16 09:59"))).ShouldBe("calendar.clock-backwards");
        Code(() => stopped.Resume(At("2026-11-18 09:59"))).ShouldBe("calendar.clock-backwards");
        Code(() => ThreeDays.Resume(At("2026-11-18 10:00"))).ShouldBe("calendar.clock-not-stopped");
        Code(() => stopped.Resume(At("2026-11-18 11:00")).Stop(At("2026-11-18 10:59"))).ShouldBe("calendar.clock-backwards");

        static string Code(Func<WorkingClock> act) => Should.Throw<DomainException>(() => act()).Code;
    }

    [Fact]
    public void Start_NoDays_IsAProgrammersError() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WorkingClock.Start(At("2026-11-16 10:00"), 0));

    [Fact]
    public void Serialize_StoppedClock_HoldsItsDataAndNothingElse()
    {
        var json = JsonSerializer.Serialize(ThreeDays.Stop(At("2026-11-18 10:00")));

        json.ShouldBe("""
            {"StartedAt":"2026-11-16T02:00:00+00:00","AllowanceDays":3,"Stops":[{"From":"2026-11-18T02:00:00+00:00","To":null}]}
            """);
    }
}
