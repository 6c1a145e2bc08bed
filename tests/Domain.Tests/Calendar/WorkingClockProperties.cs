using System.Text.Json;
using Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Calendar;

public sealed class WorkingClockProperties
{
    private static readonly DateTimeOffset Origin = new(2023, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Clocks with up to five stops of minutes to two weeks, the last perhaps still open.</summary>
    private static Gen<(WorkingCalendar Calendar, WorkingClock Clock)> Cases =>
        from calendar in TestCalendars.Any
        from start in Gen.Choose(0, 60 * 24 * 300)
        from allowance in Gen.Choose(1, 12)
        from steps in Gen.OneOf(Gen.Choose(0, 600), Gen.Choose(0, 60 * 24 * 14)).ArrayOf().Resize(10)
        select (calendar, Run(WorkingClock.Start(Origin.AddMinutes(start), allowance), steps.Take(10)));

    [Fact]
    public void Deadline_AnyStops_IsTheEndOfTheNthDayThatCountsByDefinition() => Check((calendar, clock) =>
    {
        var (day, counted) = (WorkingCalendar.ShanghaiDate(clock.StartedAt), 0);
        while (counted < clock.AllowanceDays && day.Year < 2026)
        {
            day = day.AddDays(1);
            counted += Counts(calendar, clock, day) ? 1 : 0;
        }

        return clock.Deadline(calendar) == (counted == clock.AllowanceDays ? WorkingCalendar.StartOfDay(day.AddDays(1)) : null);
    });

    [Fact]
    public void Elapsed_AnyStops_IsTheNumberOfDaysThatCountByDefinition() => Check((calendar, clock) =>
        Enumerable.Range(0, 40).All(ahead =>
        {
            var now = clock.StartedAt.AddHours(ahead * 17);
            var days = Enumerable.Range(1, 60).Select(i => WorkingCalendar.ShanghaiDate(clock.StartedAt).AddDays(i));
            var expected = days.Count(day => day <= WorkingCalendar.ShanghaiDate(now) && Counts(calendar, clock, day));

            return clock.Elapsed(calendar, now) == expected && clock.Remaining(calendar, now) == clock.AllowanceDays - expected;
        }));

    [Fact]
    public void Deadline_OneMoreStop_NeverComesNearer()
    {
        var cases = from c in Cases
                    from wait in Gen.Choose(0, 60 * 24 * 5)
                    from length in Gen.Choose(0, 60 * 24 * 5)
                    from longer in Gen.Choose(0, 60 * 24 * 5)
                    select (c.Calendar, Clock: Running(c.Clock), wait, length, longer);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var stopped = c.Clock.Stop((c.Clock.Stops is [.., var last] ? last.To!.Value : c.Clock.StartedAt).AddMinutes(c.wait));
            var resumed = stopped.Resume(stopped.Stops[^1].From.AddMinutes(c.length));
            var resumedLater = stopped.Resume(stopped.Stops[^1].From.AddMinutes(c.length + c.longer));

            return c.Clock.Deadline(c.Calendar) <= resumed.Deadline(c.Calendar)
                && resumed.Deadline(c.Calendar) <= resumedLater.Deadline(c.Calendar);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Deadline_RunningClock_LeavesNothingJustBeforeAndIsOverdueOnTheNextDayThatCounts() => Check((calendar, clock) =>
    {
        var running = Running(clock);
        var deadline = running.Deadline(calendar)!.Value;

        return running.Remaining(calendar, deadline.AddTicks(-1)) == 0 && running.Remaining(calendar, deadline) <= 0;
    });

    [Fact]
    public void Json_AnyClock_ComesBackEqual() => Check((_, clock) =>
        JsonSerializer.Deserialize<WorkingClock>(JsonSerializer.Serialize(clock, JsonSerializerOptions.Web), JsonSerializerOptions.Web)! == clock);

    private static void Check(Func<WorkingCalendar, WorkingClock, bool> holds) =>
        Prop.ForAll(Cases.ToArbitrary(), c => holds(c.Calendar, c.Clock)).QuickCheckThrowOnFailure();

    /// <summary>The rule, minute by minute instead of by ranges of days.</summary>
    private static bool Counts(WorkingCalendar calendar, WorkingClock clock, DateOnly day)
    {
        var midnight = WorkingCalendar.StartOfDay(day);
        return calendar.IsWorkingDay(day) && !Enumerable.Range(0, (17 * 60) + 30).Select(minute => midnight.AddMinutes(minute))
            .Any(minute => clock.Stops.Any(stop => stop.From <= minute && (stop.To is null || minute < stop.To)));
    }

    private static WorkingClock Run(WorkingClock clock, IEnumerable<int> minutes)
    {
        var now = clock.StartedAt;
        foreach (var step in minutes)
        {
            now = now.AddMinutes(step);
            clock = clock.IsRunning ? clock.Stop(now) : clock.Resume(now);
        }

        return clock;
    }

    private static WorkingClock Running(WorkingClock clock) =>
        clock.IsRunning ? clock : clock.Resume(clock.Stops[^1].From.AddHours(30));
}
