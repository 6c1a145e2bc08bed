using Domain;
using Domain.Audit;
using Domain.Consequences;
using Domain.Engine;
using Domain.Organizations;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Suppliers;
using Workflows.Tests.Engine.Shell;

namespace Workflows.Tests.Consequences;

public sealed class ConsequenceChainTests : ConsequenceTest
{
    [Fact]
    public async Task Run_ALowMonth_OpensOneCaseHoweverOftenAndOnHoweverManyNodes()
    {
        await Cards.ClosedAsync(October, 50);
        await Cards.ClosedAsync(October, 60, World.NeighbourSupplier);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Proposals.RunAsync()));
        (await Proposals.RunAsync()).ShouldBe(0);

        var row = (await Reader.ListAsync(World.CityOfficer, new ConsequenceQuery())).Items.ShouldHaveSingleItem();
        (row.Kind, row.Status, row.Month, row.Score, row.Count).ShouldBe((ConsequenceKind.Talk, ConsequenceStatus.Proposed, October, 50, 1));
        (await MessagesAsync("consequence.proposed-Talk")).Select(m => m.OrganizationId).Distinct().ShouldBe([World.Supplier.OrganizationId]);
        await using var db = World.Open();
        var start = await db.Set<HistoryEntry>().SingleAsync(h => h.Action == "start");
        (start.ActorName, start.AccountId, start.Rule).ShouldBe(("system", null, "consequence.count"));
    }

    [Fact]
    public async Task Confirm_WhileTheSupplierMayAppeal_IsRefusedUntilTheVeryEnd()
    {
        var id = await Cards.ProposedAsync(October);
        var end = EndOf(2026, 11, 10);
        World.Clock.MoveTo(end.AddTicks(-10));
        var refused = await Should.ThrowAsync<DomainException>(() => Cards.DecideAsync(id, "confirm"));
        (refused.Code, refused.Arguments[0]).ShouldBe(("consequence.appeal-time", new DateOnly(2026, 11, 10)));

        World.Clock.MoveTo(end);
        await Cards.DecideAsync(id, "confirm");

        (await StatusAsync(id)).ShouldBe(ConsequenceStatus.TalkDue);
    }

    [Fact]
    public async Task Talk_Confirmed_IsHeldAndRecordedInAStepOfItsOwn()
    {
        var id = await Cards.ProposedAsync(October);
        AfterAppeals();
        await Cards.DecideAsync(id, "confirm");
        (await MessagesAsync("consequence.talk-due")).Count.ShouldBe(2);
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 13, 15));
        var item = await Cards.ItemAsync($"consequence:{id}", "talk");
        (await CodeOfAsync(() => RecordAsync(item, new TalkRecord { HeldOn = new DateOnly(2026, 11, 10), Participants = "Both.", Minutes = "Said." }))).ShouldBe("consequence.talk-before-decision");
        (await CodeOfAsync(() => RecordAsync(item, new TalkRecord { HeldOn = new DateOnly(2026, 11, 14), Participants = "Both.", Minutes = "Said." }))).ShouldBe("consequence.talk-ahead");
        (await CodeOfAsync(() => RecordAsync(item, new TalkRecord()))).ShouldBe("consequence.talk-incomplete");

        await Cards.HoldTalkAsync(id);

        var read = await Reader.ReadAsync(World.Supplier, id);
        (read.Status, read.Talk!.HeldOn, read.RecordedByName, read.Progress.Steps.Count).ShouldBe((ConsequenceStatus.TalkHeld, new DateOnly(2026, 11, 13), World.CityOfficer.Name, 0));
        await using var db = World.Open();
        (await db.Set<SupplierRestriction>().AnyAsync()).ShouldBeFalse();
        await ShellCase.ShouldReplayAsync(World, $"consequence:{id}");
    }

    [Fact]
    public async Task Suspension_Confirmed_RefusesTheNextApplicationAtOnceAndEndsByItself()
    {
        var id = await Cards.ProposedAsync(October, times: 3);
        var draft = await Walk.DraftAsync();
        AfterAppeals();

        await Cards.DecideAsync(id, "confirm");

        var refused = await Should.ThrowAsync<DomainException>(() => Walk.SubmitAsync(draft));
        (refused.Code, refused.Arguments[1]).ShouldBe(("access.supplier-suspended", new DateOnly(2027, 5, 10)));
        (await MessagesAsync("consequence.suspended")).Count.ShouldBe(2);
        var read = await Reader.ReadAsync(World.CityOfficer, id);
        (read.Status, read.EffectiveFrom, read.EffectiveUntil).ShouldBe((ConsequenceStatus.Imposed, new DateOnly(2026, 11, 11), new DateOnly(2027, 5, 10)));
        (await World.Get<SupplierRegister>().HistoryAsync(World.CityOfficer, World.Supplier.OrganizationId)).ShouldHaveSingleItem().ConsequenceId.ShouldBe(id);
        await ShellCase.ShouldReplayAsync(World, $"consequence:{id}");
    }

    [Fact]
    public async Task Ends_OnTheDayAfterTheLast_AreRecordedOnceByTheSystem()
    {
        var id = await Cards.ProposedAsync(October, times: 3);
        AfterAppeals();
        await Cards.DecideAsync(id, "confirm");
        var ends = World.Get<RestrictionEnds>();
        World.Clock.MoveTo(EndOf(2027, 5, 10).AddTicks(-10));
        (await ends.RunAsync()).ShouldBe(0);
        World.Clock.MoveTo(EndOf(2027, 5, 10));

        await Task.WhenAll(ends.RunAsync(), ends.RunAsync());

        (await ends.RunAsync()).ShouldBe(0);
        (await MessagesAsync("supplier.restriction-ended")).Count.ShouldBe(2);
        await using var db = World.Open();
        var entry = await db.Set<AuditEntry>().SingleAsync(a => a.Action == "supplier.restriction-ended");
        (entry.ActorName, entry.AccountId, entry.Role, entry.SubjectId).ShouldBe(("system", null, null, World.Supplier.OrganizationId));
    }

    [Fact]
    public async Task Ends_OfASuspensionThatWasLiftedEarly_AreNotRecorded()
    {
        var id = await Cards.ProposedAsync(October, times: 3);
        AfterAppeals();
        await Cards.DecideAsync(id, "confirm");
        var register = World.Get<SupplierRegister>();
        var restriction = (await register.HistoryAsync(World.CityOfficer, World.Supplier.OrganizationId)).Single();
        await register.LiftAsync(new LiftRestriction { Actor = World.CityOfficer, RestrictionId = restriction.Id, Reason = "All replaced." });
        World.Clock.MoveTo(EndOf(2027, 5, 12));

        (await World.Get<RestrictionEnds>().RunAsync()).ShouldBe(0);

        (await Reader.ReadAsync(World.CityOfficer, id)).LiftedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Blacklist_Confirmed_HasNoEndAndIsNotProposedAgain()
    {
        var id = await Cards.ProposedAsync(October, times: 6);
        AfterAppeals();

        await Cards.DecideAsync(id, "confirm");

        (await Reader.ReadAsync(World.CityOfficer, id)).EffectiveUntil.ShouldBeNull();
        (await CodeOfAsync(async () => await Walk.SubmitAsync(await Walk.DraftAsync()))).ShouldBe("access.supplier-blacklisted");
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 12, 3, 9));
        await Cards.ClosedAsync(October.Next, 40);
        (await Proposals.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task SetAside_AtAnyTime_NeedsAReasonAndIsNotProposedAgain()
    {
        var id = await Cards.ProposedAsync(October);
        (await CodeOfAsync(() => Cards.DecideAsync(id, "setAside"))).ShouldBe("opinion.text-required");

        await Cards.DecideAsync(id, "setAside", "The network of the whole district was down.");

        (await StatusAsync(id)).ShouldBe(ConsequenceStatus.SetAside);
        (await MessagesAsync("consequence.set-aside")).Count.ShouldBe(2);
        (await Proposals.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Neighbours_ByListByIdAndByAction_FindNothing()
    {
        var id = await Cards.ProposedAsync(October);
        AfterAppeals();
        var item = await Cards.ItemAsync($"consequence:{id}", "cityDecision");
        Actor[] strangers = [World.NeighbourSupplier, World.NeighbourCityOfficer, World.ProjectManager, World.Operator, World.Owner, World.Administrator];

        foreach (var stranger in strangers)
        {
            (await Reader.ListAsync(stranger, new ConsequenceQuery())).Total.ShouldBe(0, stranger.Name);
            (await CodeOfAsync(() => Reader.ReadAsync(stranger, id))).ShouldBe("consequence.unknown", stranger.Name);
        }

        foreach (var other in strangers.Append(World.Supplier).Append(World.CountyOfficer))
            (await CodeOfAsync(() => World.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = other, WorkItemId = item, Outcome = "confirm" }))).ShouldBe("work-item.not-yours", other.Name);
        foreach (var reader in new[] { World.Supplier, World.CityOfficer, World.CountyOfficer })
            (await Reader.ReadAsync(reader, id)).Id.ShouldBe(id);
    }

    private Task RecordAsync(long item, TalkRecord record) =>
        World.Get<Talks>().RecordAsync(new RecordTalk { Actor = World.CityOfficer, WorkItemId = item, Record = record });
}
