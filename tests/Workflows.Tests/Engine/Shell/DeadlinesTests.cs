using Domain.Calendar;
using Domain.Engine;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Calendar;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>On Wednesday 2026-11-25 cases begin; then Friday 27 becomes a holiday.</summary>
public sealed class DeadlinesTests : IAsyncLifetime
{
    private static readonly CalendarDay Friday = new(new DateOnly(2026, 11, 27), IsWorkingDay: false, "某日");

    private PortalWorld _world = null!;
    private ShellCase _case = null!;
    private Deadlines _deadlines = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world);
        _deadlines = _world.Get<Deadlines>();
        await _world.Get<Calendars>().ImportPackagedAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        await _deadlines.FollowCalendarAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task FollowCalendarAsync_AfterAChange_MovesItemsAndTimersAndSaysSoOnTheCase()
    {
        await _case.StartAsync(
            ShellCase.Task("work", "supervisor", """portal:dueWorkingDays="2" """)
            + $"""<boundaryEvent id="late" attachedToRef="work" cancelActivity="false">{ShellCase.Timer("P2D", "portal:days='working'")}</boundaryEvent>""",
            "start > work > end", "late > end");
        await FridayOffAsync();

        var changed = await _deadlines.FollowCalendarAsync();
        var again = await _deadlines.FollowCalendarAsync();

        (changed, again).ShouldBe((1, 0));
        var item = await _case.ItemAsync("work");
        item.DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
        item.NextNoticeAt.ShouldBe(TestClock.ShanghaiTime(2026, 11, 26, 8, 30));
        await using var db = _world.Open();
        (await db.Set<ProcessTimer>().SingleAsync()).DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
        var lines = (await _case.HistoryAsync()).Where(h => h.Action == "deadline").ToList();
        lines.Select(h => (h.ActorName, h.Rule, h.NodeId, h.Comment)).ShouldBe(
        [
            ("system", Deadlines.CalendarChanged, "work", "2026-11-27 → 2026-11-30"),
            ("system", Deadlines.CalendarChanged, "late", "2026-11-27 → 2026-11-30"),
        ]);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task FollowCalendarAsync_UntilEveryNodeHasSeenTheChange_LooksAgain()
    {
        await FridayOffAsync();
        (await _deadlines.FollowCalendarAsync()).ShouldBe(0);
        // A case that a node began by the old calendar, in the seconds that it may hold it.
        await _case.StartAsync(ShellCase.Task("work", "supervisor", """portal:dueWorkingDays="2" """), "start > work > end");
        await using (var db = _world.Open())
            await db.Set<WorkItem>().ExecuteUpdateAsync(w => w.SetProperty(x => x.DueAt, TestClock.ShanghaiTime(2026, 11, 28).ToUniversalTime()));

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        var caught = await _deadlines.FollowCalendarAsync();

        caught.ShouldBe(1);
        await using var after = _world.Open();
        (await after.Set<CalendarFollowUp>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task RecomputeAsync_WhatTheChangeDoesNotTouch_StaysUntouched()
    {
        await _case.StartAsync(
            ShellCase.Task("work", "supervisor", """portal:dueWorkingDays="1" """)
            + $"""<boundaryEvent id="late" attachedToRef="work" cancelActivity="false">{ShellCase.Timer("P9D")}</boundaryEvent>""",
            "start > work > end", "late > end");
        var before = await _case.InstanceAsync();
        await FridayOffAsync();

        var changed = await _deadlines.RecomputeAsync();

        changed.ShouldBe(0);
        (await _case.InstanceAsync()).Revision.ShouldBe(before.Revision);
    }

    [Fact]
    public async Task RecomputeAsync_StoppedClock_IsLeftUntilItGoesOn()
    {
        await _case.StartAsync(
            ShellCase.Task("work", "supervisor", """portal:outcomes="stop done" portal:clock="c" portal:dueWorkingDays="2" """)
            + ShellCase.Task("fix", "contractor", """portal:stopsClock="c" """) + """<exclusiveGateway id="which" default="which-end"/>""",
            "start > work > which > end", "which > fix if work.outcome = \"stop\"", "fix > work");
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26, 18));
        await _case.CompleteAsync("work", _world.Supervisor, "stop");
        await FridayOffAsync();

        var changed = await _deadlines.RecomputeAsync();
        await _case.CompleteAsync("fix", _world.ProjectManager);

        changed.ShouldBe(0);
        (await _case.ItemAsync("work")).DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task RecomputeAsync_WhilePeopleAct_LosesNeither()
    {
        await _case.PublishAsync(
            ShellCase.Task("work", "supervisor", """portal:dueWorkingDays="2" """) + ShellCase.Task("next", "county", """portal:dueWorkingDays="2" """),
            "start > work > next > end");
        for (var i = 0; i < 30; i++) await _case.StartAsync($"many:{i}");
        await FridayOffAsync();

        await Task.WhenAll(
            Task.Run(() => _deadlines.RecomputeAsync()),
            Task.Run(async () =>
            {
                for (var i = 0; i < 30; i++) await Contention.RetryAsync(() => _case.CompleteAsync("work", _world.Supervisor, key: $"many:{i}"), default);
            }));
        await _deadlines.RecomputeAsync();

        for (var i = 0; i < 30; i++)
        {
            (await _case.ItemAsync("next", $"many:{i}")).DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
            await ShellCase.ShouldReplayAsync(_world, $"many:{i}");
        }
    }

    [Fact]
    public async Task RecomputeAsync_OneBadCase_DoesNotHoldUpTheOthers()
    {
        await _case.PublishAsync(ShellCase.Task("work", "supervisor", """portal:dueWorkingDays="2" """), "start > work > end");
        var bad = await _case.StartAsync("bad");
        await _case.StartAsync("good");
        await using (var db = _world.Open())
            await db.Set<ProcessInstance>().Where(i => i.Id == bad.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.State, "{ broken"));
        await FridayOffAsync();

        await Should.ThrowAsync<AggregateException>(() => _deadlines.RecomputeAsync());

        (await _case.ItemAsync("work", "good")).DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
    }

    private async Task FridayOffAsync()
    {
        var calendars = _world.Get<Calendars>();
        var year = (await calendars.YearsAsync()).Single(y => y.Year == 2026);
        await calendars.SaveYearAsync(new SaveCalendarYear
        {
            By = _world.Administrator,
            Year = 2026,
            Days = [.. year.Days.Where(d => d.Date != Friday.Date), Friday],
            Revision = year.Revision,
        });
    }
}
