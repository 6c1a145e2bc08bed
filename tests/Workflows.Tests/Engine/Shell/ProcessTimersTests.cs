using Domain.Engine;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Workflows.Tests.Engine.Shell;

public sealed class ProcessTimersTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private ShellCase _case = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task FireDueAsync_WorkingDayTimer_FiresAfterTheLastDayAndNotBefore()
    {
        await _case.StartAsync(
            $"""<intermediateCatchEvent id="pause">{ShellCase.Timer("P2D", "portal:days='working'")}</intermediateCatchEvent>""" + ShellCase.Task("after", "county"),
            "start > pause > after > end");

        // Wednesday 25: the term ends with Friday 27.
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 28).AddTicks(-1));
        var early = await _case.Timers.FireDueAsync();
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 28));
        var intime = await _case.Timers.FireDueAsync();
        var again = await _case.Timers.FireDueAsync();

        (early, intime, again).ShouldBe((0, 1, 0));
        (await _case.OpenAsync()).ShouldBe(["after"]);
        var fired = (await _case.HistoryAsync()).Last();
        (fired.Action, fired.ActorName, fired.AccountId, fired.Rule).ShouldBe(("timer", "system", null, "pause"));
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task FireDueAsync_NonInterrupting_FiresBesideTheTask()
    {
        await _case.StartAsync(
            ShellCase.Task("work", "contractor") + $"""<boundaryEvent id="late" attachedToRef="work" cancelActivity="false">{ShellCase.Timer("PT1H")}</boundaryEvent>"""
            + ShellCase.Task("urge", "county"),
            "start > work > end", "late > urge > end");
        _world.Clock.Advance(TimeSpan.FromHours(1));

        await _case.Timers.FireDueAsync();

        (await _case.OpenAsync()).ShouldBe(["work", "urge"]);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task FireDueAsync_OneBadRow_DoesNotHoldUpTheOthers()
    {
        await _case.PublishAsync(
            $"""<intermediateCatchEvent id="pause">{ShellCase.Timer("PT1H")}</intermediateCatchEvent>""" + ShellCase.Task("after", "county"), "start > pause > after > end");
        var bad = await _case.StartAsync("bad");
        await _case.StartAsync("good");
        await using (var db = _world.Open())
            await db.Set<ProcessInstance>().Where(i => i.Id == bad.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.State, "{ broken"));
        _world.Clock.Advance(TimeSpan.FromHours(1));

        await Should.ThrowAsync<AggregateException>(() => _case.Timers.FireDueAsync());

        (await _case.OpenAsync("good")).ShouldBe(["after"]);
        (await _case.OpenAsync("bad")).ShouldBeEmpty();
    }

    [Fact]
    public async Task FireDueAsync_ManyOnSeveralNodes_FireOnceEach()
    {
        await _case.PublishAsync(
            $"""<intermediateCatchEvent id="pause">{ShellCase.Timer("PT1H")}</intermediateCatchEvent>""" + ShellCase.Task("after", "county"), "start > pause > after > end");
        for (var i = 0; i < 30; i++) await _case.StartAsync($"many:{i}");
        _world.Clock.Advance(TimeSpan.FromHours(1));

        var fired = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => _case.Timers.FireDueAsync())));
        var rest = await _case.Timers.FireDueAsync();

        (fired.Sum() + rest).ShouldBe(30);
        for (var i = 0; i < 30; i++)
        {
            (await _case.OpenAsync($"many:{i}")).ShouldBe(["after"]);
            (await _case.HistoryAsync($"many:{i}")).Count.ShouldBe(2);
        }
    }
}
