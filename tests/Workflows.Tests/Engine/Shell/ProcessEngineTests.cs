using Domain;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Tests.Engine.Shell;

public sealed class ProcessEngineTests : IAsyncLifetime
{
    private static readonly string Review = ShellCase.Task("review", "supervisor", """portal:outcomes="agree disagree" portal:dueWorkingDays="2" """);
    private static readonly string Confirm = ShellCase.Task("confirm", "county");

    private PortalWorld _world = null!;
    private ShellCase _case = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _case = new ShellCase(_world, new Handler(), new Failing());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task CompleteAsync_StepByStep_LeadsTheCaseToItsEnd()
    {
        await _case.StartAsync(Review + Confirm, "start > review > confirm > end");
        await _case.CompleteAsync("review", _world.Supervisor, "agree", "fine");
        var between = await _case.OpenAsync();
        await _case.CompleteAsync("confirm", _world.CountyOfficer);

        between.ShouldBe(["confirm"]);
        (await _case.OpenAsync()).ShouldBeEmpty();
        var instance = await _case.InstanceAsync();
        instance.Status.ShouldBe(InstanceStatus.Completed);
        instance.EndedAt.ShouldBe(_world.Clock.GetUtcNow());
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task HistoryAsync_OfPeopleAndRules_NamesWhoActedInWhichRoleOnWhichVersion()
    {
        await _case.PublishAsync(Review, "start > review > end");
        var version = await _case.PublishAsync(
            Review + Confirm + """<serviceTask id="note" portal:handler="test.note"/>""", "start > review > note > confirm > end");
        await _case.StartAsync(ShellCase.Key);
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _case.CompleteAsync("review", _world.Supervisor, "agree", "fine");

        var history = await _case.HistoryAsync();

        history.ShouldAllBe(h => h.DefinitionId == version.Id);
        version.Version.ShouldBe(2);
        history.Select(h => (h.Action, h.ActorName, h.Role, h.OrganizationName, h.Rule, h.NodeId, h.Outcome, h.Comment)).ShouldBe(
        [
            ("start", _world.ProjectManager.Name, Role.ProjectManager, _world.ProjectManager.OrganizationName, null, null, null, "begun"),
            ("complete", _world.Supervisor.Name, Role.SupervisionEngineer, _world.Supervisor.OrganizationName, null, "review", "agree", "fine"),
            ("service", "system", null, null, "test.note", "note", null, null),
        ]);
        history[2].AccountId.ShouldBeNull();
        history.Select(h => h.At).ShouldBe([_world.Clock.GetUtcNow().AddHours(-1), _world.Clock.GetUtcNow(), _world.Clock.GetUtcNow()]);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_OnATimeFinerThanTheDatabaseKeeps_StillReplays()
    {
        _world.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await _case.StartAsync(Review + Confirm, "start > review > confirm > end");
        _world.Clock.Advance(TimeSpan.FromTicks(7));
        await _case.CompleteAsync("review", _world.Supervisor, "agree");

        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_TerminatingEnd_TakesOtherItemsAwayWithoutAnOutcome()
    {
        await _case.StartAsync(
            Review + Confirm + """<parallelGateway id="fork"/><endEvent id="stop"><terminateEventDefinition/></endEvent>""",
            "start > fork > review > stop", "fork > confirm > end");

        await _case.CompleteAsync("review", _world.Supervisor, "disagree");

        var taken = await _case.ItemAsync("confirm");
        (taken.Status, taken.Outcome, taken.ClosedByName).ShouldBe((WorkItemStatus.Cancelled, null, _world.Supervisor.Name));
        (await _case.InstanceAsync()).Status.ShouldBe(InstanceStatus.Completed);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_WhatAServiceBringsAndTakesInOneStep_IsStoredAsItEnds()
    {
        // The item and its timer open beside the service task, and the end after it takes both away in the same save.
        await _case.StartAsync(
            Review + Confirm + $"""
            <boundaryEvent id="late" attachedToRef="confirm">{ShellCase.Timer("P1D")}</boundaryEvent>
            <parallelGateway id="fork"/><serviceTask id="note" portal:handler="test.note"/><endEvent id="stop"><terminateEventDefinition/></endEvent>
            """,
            "start > review > fork > note > stop", "fork > confirm > end", "late > end");

        await _case.CompleteAsync("review", _world.Supervisor, "agree");

        (await _case.ItemAsync("confirm")).Status.ShouldBe(WorkItemStatus.Cancelled);
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_ItemBesideAService_HasItsDeadline()
    {
        await _case.StartAsync(
            Review + ShellCase.Task("beside", "county", """portal:dueWorkingDays="3" """)
            + """<parallelGateway id="fork"/><parallelGateway id="join"/><serviceTask id="note" portal:handler="test.note"/>""",
            "start > review > fork > note > join > end", "fork > beside > join");

        await _case.CompleteAsync("review", _world.Supervisor, "agree");

        var item = await _case.ItemAsync("beside");
        item.DueAt.ShouldBe(TestClock.ShanghaiTime(2026, 12, 1));
        item.AllowanceDays.ShouldBe(3);
    }

    [Fact]
    public async Task CompleteAsync_HandlerThatFails_LeavesEverythingAsItWas()
    {
        await _case.StartAsync(Review + """<serviceTask id="fail" portal:handler="test.fail"/>""", "start > review > fail > end");
        var before = await _case.InstanceAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => _case.CompleteAsync("review", _world.Supervisor, "agree"));

        (await _case.OpenAsync()).ShouldBe(["review"]);
        (await _case.InstanceAsync()).Revision.ShouldBe(before.Revision);
        (await _case.HistoryAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task HoldAsync_ByAnyoneElse_IsRefusedWithoutAWordAboutTheItem()
    {
        await _case.StartAsync(Review, "start > review > end");
        var item = (await _case.ItemAsync("review")).Id;
        var colleagueOfAnotherUnit = _world.NeighbourSupervisor with { OrganizationId = _world.Supervisor.OrganizationId };
        var otherAccount = _world.Supervisor with { AccountId = _world.ProjectManager.AccountId };

        foreach (var actor in new[] { _world.ProjectManager, _world.NeighbourSupervisor, colleagueOfAnotherUnit, otherAccount, _world.Administrator })
            (await RefusalAsync(() => _case.CompleteAsync(item, actor, "agree"))).ShouldBe("work-item.not-yours");
        (await RefusalAsync(() => _case.CompleteAsync(item + 1_000_000, _world.Supervisor, "agree"))).ShouldBe("work-item.not-yours");
        (await _case.OpenAsync()).ShouldBe(["review"]);
    }

    [Fact]
    public async Task HoldAsync_AfterTheRoleEnded_IsRefused()
    {
        await _case.StartAsync(Review, "start > review > end");
        await _world.EndMembershipAsync(_world.Supervisor);

        (await RefusalAsync(() => _case.CompleteAsync("review", _world.Supervisor, "agree"))).ShouldBe("work-item.not-yours");
    }

    [Fact]
    public async Task HoldAsync_OfADisabledOrganizationOrAccount_IsRefused()
    {
        await _case.StartAsync(Review + Confirm + """<parallelGateway id="fork"/>""", "start > fork > review > end", "fork > confirm > end");
        await using (var db = _world.Open())
        {
            (await db.Set<Organization>().SingleAsync(o => o.Id == _world.Supervisor.OrganizationId)).Disable();
            (await db.Set<Account>().SingleAsync(a => a.Id == _world.CountyOfficer.AccountId)).Enabled = false;
            await db.SaveChangesAsync();
        }

        (await RefusalAsync(() => _case.CompleteAsync("review", _world.Supervisor, "agree"))).ShouldBe("work-item.not-yours");
        (await RefusalAsync(() => _case.CompleteAsync("confirm", _world.CountyOfficer))).ShouldBe("work-item.not-yours");
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData(null)]
    public async Task CompleteAsync_OutcomeThatTheStepDoesNotHave_IsRefused(string? outcome)
    {
        await _case.StartAsync(Review, "start > review > end");

        (await RefusalAsync(() => _case.CompleteAsync("review", _world.Supervisor, outcome))).ShouldBe(RefusalCodes.OutcomeNotAllowed);
    }

    [Fact]
    public async Task DeliverAsync_EarlyInTimeAndLate_IsHeardOnce()
    {
        var wait = """<intermediateCatchEvent id="wait" portal:role="ProjectManager" portal:party="contractor"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""";
        await _case.StartAsync(Review + wait + Confirm, "start > review > wait > confirm > end");

        var early = await _case.DeliverAsync();
        await _case.CompleteAsync("review", _world.Supervisor, "agree");
        var waiting = await _case.ItemAsync("wait");
        (await RefusalAsync(() => _case.CompleteAsync(waiting.Id, _world.ProjectManager))).ShouldBe("work-item.wait");
        var intime = await _case.DeliverAsync();
        var late = await _case.DeliverAsync();

        (early, intime, late).ShouldBe((false, true, false));
        (await _case.OpenAsync()).ShouldBe(["confirm"]);
        var closed = await _case.ItemAsync("wait");
        (closed.Status, closed.ClosedByName, closed.ClosedBy).ShouldBe((WorkItemStatus.Completed, "system:test.arrived", null));
        (await _case.HistoryAsync()).Last().Rule.ShouldBe("test.arrived");
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CancelAsync_ARunningCase_ClosesEverythingOnce()
    {
        await _case.StartAsync(
            Review + $"""<boundaryEvent id="late" attachedToRef="review">{ShellCase.Timer("P1D")}</boundaryEvent>""", "start > review > end", "late > end");

        await _case.CancelAsync(_world.ProjectManager, "no longer built");

        (await _case.OpenAsync()).ShouldBeEmpty();
        (await _case.InstanceAsync()).Status.ShouldBe(InstanceStatus.Cancelled);
        var last = (await _case.HistoryAsync()).Last();
        (last.Action, last.ActorName, last.Comment).ShouldBe(("cancel", _world.ProjectManager.Name, "no longer built"));
        (await RefusalAsync(() => _case.CancelAsync(_world.ProjectManager))).ShouldBe("process.not-running");
        await ShellCase.ShouldReplayAsync(_world);
    }

    [Fact]
    public async Task CompleteAsync_CommentThatDoesNotFit_IsRefused()
    {
        await _case.StartAsync(Review, "start > review > end");

        (await RefusalAsync(() => _case.CompleteAsync("review", _world.Supervisor, "agree", new string('x', HistoryEntry.CommentLength + 1))))
            .ShouldBe("case.comment-too-long");
    }

    [Fact]
    public async Task PublishAsync_WhileACaseRuns_LeavesItOnItsVersion()
    {
        await _case.StartAsync(Review + Confirm, "start > review > confirm > end");
        await _case.PublishAsync(Review, "start > review > end");

        await _case.CompleteAsync("review", _world.Supervisor, "agree");

        (await _case.OpenAsync()).ShouldBe(["confirm"]);
        await _case.StartAsync("test:2");
        await _case.CompleteAsync("review", _world.Supervisor, "agree", key: "test:2");
        (await _case.InstanceAsync("test:2")).Status.ShouldBe(InstanceStatus.Completed);
    }

    private static async Task<string> RefusalAsync(Func<Task> act) => (await Should.ThrowAsync<DomainException>(act)).Code;

    private sealed class Handler : IServiceTaskHandler
    {
        public string Name => "test.note";

        public Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, ProcessValue>>(new Dictionary<string, ProcessValue>(StringComparer.Ordinal) { ["noted"] = true });
    }

    private sealed class Failing : IServiceTaskHandler
    {
        public string Name => "test.fail";

        public Task<IReadOnlyDictionary<string, ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken");
    }
}
