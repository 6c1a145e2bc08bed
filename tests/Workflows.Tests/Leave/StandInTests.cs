using Domain.Access;
using Domain.Audit;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Devices;
using Workflows.Inbox;
using Workflows.Leave;
using Workflows.Registration;
using Workflows.Sites;
using Workflows.Suppliers;
using static Testing.Refusals;

namespace Workflows.Tests.Leave;

/// <summary>A stand-in is the absent person, at one site, from the first to the last moment of the leave, and nothing else.</summary>
public sealed class StandInTests : LeaveTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Thursday 08:00 to Friday 18:00.</summary>
    private static readonly DateTimeOffset From = TestClock.ShanghaiTime(2026, 11, 26, 8);
    private static readonly DateTimeOffset To = TestClock.ShanghaiTime(2026, 11, 27, 18);

    [Fact]
    public async Task StandIn_ActsFromTheFirstToTheLastSecond_AndNotOneSecondBeforeOrAfter()
    {
        var leave = await Walk.GrantedAsync(days: 2);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);

        World.Clock.MoveTo(From - Second);
        (await WritesAsync(standIn)).ShouldBe("actor.not-allowed");
        (await SeesAsync(standIn)).ShouldBe(0);
        (await World.Get<StandIns>().OfAsync(Walk.Deputy.AccountId)).ShouldBeEmpty();

        World.Clock.MoveTo(From + Second);
        (await WritesAsync(standIn)).ShouldBeNull();
        (await SeesAsync(standIn)).ShouldBe(1);
        (await World.Get<StandIns>().OfAsync(Walk.Deputy.AccountId)).ShouldHaveSingleItem().AbsentName.ShouldBe(World.ProjectManager.Name);

        World.Clock.MoveTo(To - Second);
        (await WritesAsync(standIn)).ShouldBeNull();

        World.Clock.MoveTo(To + Second);
        (await WritesAsync(standIn)).ShouldBe("actor.not-allowed");
        (await SeesAsync(standIn)).ShouldBe(0);
        (await World.Get<StandIns>().HoldsAsync(Walk.Deputy.AccountId, leave)).ShouldBeFalse();
    }

    /// <summary>The same at a work item, which has a check of its own, and the record shows both names.</summary>
    [Fact]
    public async Task StandIn_DecidesAtAWorkItem_UnderBothNames()
    {
        var leave = await Walk.SubmitAsync(days: 2, World.Supervisor, Walk.DeputyEngineer);
        await Walk.GrantAsync(leave);
        var walk = new AccessWalk(World);
        var application = await walk.SubmittedAsync();
        var item = (await walk.OpenAsync(application)).ShouldHaveSingleItem();
        // It was left to the absent person alone.
        await World.Get<CaseHandovers>().TransferAsync(
            new TransferItem { Actor = Walk.DeputyEngineer, WorkItemId = item.Id, ToAccountId = World.Supervisor.AccountId });
        var standIn = await Walk.StandInAsync(leave, Walk.DeputyEngineer);
        World.Clock.MoveTo(From - Second);
        await RefusedAsync("work-item.not-yours", () => walk.OpineAsync(item, standIn));
        World.Clock.MoveTo(From + Second);
        await RefusedAsync("work-item.transferred", () => walk.OpineAsync(item, Walk.DeputyEngineer));

        (await World.Get<InboxReader>().ReadAsync(standIn, new InboxQuery())).Rows.ShouldHaveSingleItem().WorkItemId.ShouldBe(item.Id);
        await walk.OpineAsync(item, standIn);

        var both = StandIn.Both(Walk.DeputyEngineer.Name, World.Supervisor.Name);
        var read = await walk.ReadAsync(application, World.CountyOfficer);
        read.Opinions.Single(o => o.Step == OpinionStep.Supervisor).Name.ShouldBe(both);
        read.Progress.History.ShouldContain(h => h.NodeId == "supervisorReview" && h.ActorName == both);
        // What was signed in the absent person's place can be taken back in it.
        await World.Get<CaseWaysBack>().RecallAsync(
            new RecallCase { Actor = standIn, BusinessKey = new CaseKey("access", application).ToString(), Step = "supervisorReview" });
        World.Clock.MoveTo(To + Second);
        await RefusedAsync("work-item.not-yours", async () => await walk.OpineAsync((await walk.OpenAsync(application)).Single(), standIn));
    }

    [Fact]
    public async Task StandIn_OnAnotherSite_SeesAndDoesNothing()
    {
        var other = await World.SiteAsync();
        var walk = new AccessWalk(World);
        var elsewhere = await walk.DraftAsync(other);
        var leave = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveTo(From + Second);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);

        (await World.Get<SiteDirectory>().ListAsync(standIn, new SiteQuery())).Items.ShouldHaveSingleItem().Id.ShouldBe(World.Site.Id);
        await RefusedAsync("site.unknown", () => World.Get<SiteDirectory>().ReadAsync(standIn, other.Id));
        await RefusedAsync("access.unknown", () => World.Get<AccessCaseReader>().ReadAsync(standIn, elsewhere));
        await RefusedAsync("access.unknown", () => walk.SaveFormAsync(elsewhere, AccessForms.Complete(World.Supplier.OrganizationId), standIn));
        await RefusedAsync("site.unknown", () => World.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = standIn, SiteId = other.Id }));
        (await World.Get<AccessCases>().ListAsync(standIn, new AccessQuery())).Total.ShouldBe(0);
        (await World.Get<RegistrationList>().ListAsync(standIn, new RegistrationQuery())).Total.ShouldBe(0);
        // A claim to another site than the leave's is nobody's.
        var forged = standIn with { StandIn = standIn.StandIn! with { SiteId = other.Id } };
        (await World.Get<SiteDirectory>().ListAsync(forged, new SiteQuery())).Total.ShouldBe(0);
        await RefusedAsync("actor.not-allowed", () => World.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = forged, SiteId = other.Id }));
    }

    /// <summary>What a unit does beyond one site is no stand-in's: registering sites and registrations, keys, leave, naming key persons.</summary>
    [Fact]
    public async Task StandIn_ForTheUnitBeyondTheSite_IsRefused()
    {
        var leave = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveTo(From + Second);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);

        await RefusedAsync("actor.stand-in", () => World.Get<RegistrationDrafts>().StartAsync(standIn));
        await RefusedAsync("actor.stand-in", () => World.Get<SupplierKeyList>().ListAsync(standIn, new SupplierKeyQuery()));
        await RefusedAsync("actor.stand-in", () => World.Get<LeaveForms>().OptionsAsync(standIn));
        await RefusedAsync("actor.stand-in", () => World.Get<LeaveReturns>().RegisterAsync(standIn, leave, note: null));
        await RefusedAsync("actor.stand-in", () => World.Get<KeyPersons>().NameAsync(
            new NameKeyPerson { Actor = standIn, SiteId = World.Site.Id, MembershipId = Walk.Deputy.MembershipId }));
    }

    [Fact]
    public async Task StandIn_AfterAnEarlyReturn_ActsNoMore()
    {
        var leave = await Walk.GrantedAsync(days: 2);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);
        World.Clock.MoveTo(From + TimeSpan.FromHours(2));
        (await WritesAsync(standIn)).ShouldBeNull();

        await World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, leave, note: null);

        (await WritesAsync(standIn)).ShouldBe("actor.not-allowed");
        (await SeesAsync(standIn)).ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StandIn_WhenEitherAccountIsDisabledOrMembershipEnded_ActsNoMore(bool absent)
    {
        var leave = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveTo(From + Second);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);
        var person = absent ? World.ProjectManager : Walk.Deputy;
        await EnableAsync(person, enabled: false);
        (await WritesAsync(standIn)).ShouldBe("actor.not-allowed");
        await EnableAsync(person, enabled: true);
        (await WritesAsync(standIn)).ShouldBeNull();

        await World.EndMembershipAsync(person);

        (await WritesAsync(standIn)).ShouldBe("actor.not-allowed");
        (await SeesAsync(standIn)).ShouldBe(0);
    }

    /// <summary>Another account with the stand-in's claim, and a claim before the approval.</summary>
    [Fact]
    public async Task StandIn_ClaimedBySomebodyElse_OrBeforeTheApproval_IsRefused()
    {
        var leave = await Walk.SubmitAsync(days: 2);
        World.Clock.MoveTo(From + Second);
        (await WritesAsync(await Walk.StandInAsync(leave, Walk.Deputy))).ShouldBe("actor.not-allowed");

        await Walk.GrantAsync(leave);

        (await WritesAsync(await Walk.StandInAsync(leave, Walk.OtherDeputy))).ShouldBe("actor.not-allowed");
        (await WritesAsync(await Walk.StandInAsync(leave, Walk.Deputy))).ShouldBeNull();
    }

    [Fact]
    public async Task Audit_OfAStandIn_HasBothNames()
    {
        var leave = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveTo(From + Second);
        var standIn = await Walk.StandInAsync(leave, Walk.Deputy);
        var site = await World.Get<SiteDirectory>().ReadAsync(standIn, World.Site.Id);

        await World.Get<SiteRegister>().ChangeAsync(new ChangeSite
        {
            Actor = standIn,
            SiteId = site.Id,
            Details = site.Details with { Address = "2 Harbour Road" },
            OwnerId = World.Owner.OrganizationId,
            SupervisorId = World.Supervisor.OrganizationId,
            Revision = site.Revision,
        });

        await using var db = World.Open();
        (await db.Set<AuditEntry>().SingleAsync(a => a.Action == "site.change")).ActorName.ShouldBe(StandIn.Both(Walk.Deputy.Name, World.ProjectManager.Name));
        (await World.Get<DeviceRecords>().ListAsync(standIn, new DeviceQuery())).Total.ShouldBe(0);
    }

    private Task<string?> WritesAsync(Actor actor) =>
        CodeOfAsync(() => World.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = actor, SiteId = World.Site.Id }));

    private async Task<int> SeesAsync(Actor actor) => (await World.Get<SiteDirectory>().ListAsync(actor, new SiteQuery())).Total;

    private async Task EnableAsync(Actor actor, bool enabled)
    {
        await using var db = World.Open();
        await db.Set<Account>().Where(a => a.Id == actor.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Enabled, enabled));
    }
}
