using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

/// <summary>Wednesday 2026-11-25 09:00 it opens; two working days: due with the end of Friday 27; the next working day is Monday 30.</summary>
public sealed class DeadlineNoticesTests : IAsyncLifetime
{
    private static readonly string Work = ShellCase.Task(
        "work", "supervisor", """portal:outcomes="agree disagree" portal:dueWorkingDays="2" portal:escalateTo="CountyOfficer" portal:escalateParty="county" """);

    private PortalWorld _world = null!;
    private ShellCase _case = null!;
    private DeadlineNotices _notices = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world);
        _notices = _world.Get<DeadlineNotices>();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task SendDueAsync_AsDaysGoBy_RemindsTwiceThenEscalates()
    {
        await _case.StartAsync(Work, "start > work > end");
        var (holder, county) = (_world.Supervisor.OrganizationId, _world.CountyOfficer.OrganizationId);

        (await AtAsync(26, 8, 29)).ShouldBeEmpty();
        (await AtAsync(26, 8, 30)).ShouldBe([(DeadlineNoticeMessages.DayBefore, holder)]);
        (await AtAsync(26, 23)).ShouldBeEmpty();
        (await AtAsync(27, 8, 30)).ShouldBe([(DeadlineNoticeMessages.DueDay, holder)]);
        (await AtAsync(28, 9)).ShouldBeEmpty();
        (await AtAsync(30, 8, 30)).ShouldBe([(DeadlineNoticeMessages.Overdue, holder), (DeadlineNoticeMessages.Escalated, county)], ignoreOrder: true);
        (await AtAsync(30, 23)).ShouldBeEmpty();
        (await _case.ItemAsync("work")).NextNoticeAt.ShouldBeNull();
    }

    [Fact]
    public async Task SendDueAsync_Escalation_NamesTheHolderInBothChannels()
    {
        await _case.StartAsync(Work, "start > work > end");
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 30, 9));

        await _notices.SendDueAsync();

        await using var db = _world.Open();
        var escalated = await db.Set<OutboxMessage>().Where(m => m.Template == DeadlineNoticeMessages.Escalated).ToListAsync();
        escalated.Select(m => m.Channel).ShouldBe([MessageChannel.Portal, MessageChannel.Sms], ignoreOrder: true);
        escalated.ShouldAllBe(m => m.Role == Role.CountyOfficer);
        escalated[0].Arguments[4].ShouldBe(_world.Supervisor.OrganizationName);
    }

    [Fact]
    public async Task SendDueAsync_AfterAPauseOfTheJob_SaysOnlyWhatIsStillTrue()
    {
        await _case.StartAsync(Work, "start > work > end");

        (await AtAsync(27, 12)).ShouldBe([(DeadlineNoticeMessages.DueDay, _world.Supervisor.OrganizationId)]);
    }

    [Fact]
    public async Task SendDueAsync_OnSeveralNodesAtOnce_SaysItOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            if (i == 0) await _case.PublishAsync(Work, "start > work > end");
            await _case.StartAsync($"many:{i}");
        }

        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26, 9));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _notices.SendDueAsync())));
        await _notices.SendDueAsync();

        await using var db = _world.Open();
        (await db.Set<OutboxMessage>().CountAsync(m => m.Template == DeadlineNoticeMessages.DayBefore)).ShouldBe(20);
    }

    [Fact]
    public async Task SendDueAsync_ItemThatWasDone_SaysNothing()
    {
        await _case.StartAsync(Work, "start > work > end");
        await _case.CompleteAsync("work", _world.Supervisor, "agree");

        (await AtAsync(30, 9)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendDueAsync_DeadlineThatWasStoppedAndCameBackToTheSameDay_IsNotRepeatedAndHoldsUpNothing()
    {
        await _case.StartAsync(
            ShellCase.Task("work", "supervisor", """portal:outcomes="stop done" portal:clock="c" portal:dueWorkingDays="2" """)
            + ShellCase.Task("fix", "contractor", """portal:stopsClock="c" """)
            + """<exclusiveGateway id="which" default="which-end"/>""",
            "start > work > which > end", "which > fix if work.outcome = \"stop\"", "fix > work");
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26, 18));
        await _notices.SendDueAsync();
        // Stopped after work of the day before the last, resumed before the day was over: nothing is left out.
        await _case.CompleteAsync("work", _world.Supervisor, "stop");
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26, 19));
        await _case.CompleteAsync("fix", _world.ProjectManager);

        (await _case.ItemAsync("work")).DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 11, 28));
        (await AtAsync(27, 9)).ShouldBe([(DeadlineNoticeMessages.DueDay, _world.Supervisor.OrganizationId)]);
    }

    /// <summary>What the job says then, once a channel is left out.</summary>
    private async Task<List<(string Template, long Organization)>> AtAsync(int day, int hour, int minute = 0)
    {
        _world.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, day, hour, minute));
        await using var db = _world.Open();
        var before = await db.Set<OutboxMessage>().Select(m => m.Id).ToListAsync();
        await _notices.SendDueAsync();
        await _notices.SendDueAsync();
        var said = await db.Set<OutboxMessage>().Where(m => !before.Contains(m.Id) && m.Channel == MessageChannel.Portal).ToListAsync();
        return [.. said.Select(m => (m.Template, m.OrganizationId!.Value))];
    }
}
