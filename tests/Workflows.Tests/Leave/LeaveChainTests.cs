using Domain.Leave;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Leave;
using Workflows.Lists;
using static Testing.Refusals;

namespace Workflows.Tests.Leave;

/// <summary>From the application to the confirmed return.</summary>
public sealed class LeaveChainTests : LeaveTest
{
    [Fact]
    public async Task TwoDays_AreDecidedByUnitAndOwner()
    {
        var id = await Walk.SubmitAsync(days: 2);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("contractorDecision");
        await Walk.DecideAsync(id, Walk.OtherDeputy);
        await Walk.DecideAsync(id, World.Owner, comment: "Agreed.");

        var leave = await Walk.ReadAsync(id);
        (leave.Status, leave.Days, leave.Number).ShouldBe((LeaveStatus.Approved, 2, "QJ202600001"));
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("awaitReturn");
        (await MessagesAsync("leave.granted")).ShouldBe(2);
        (await MessagesAsync("leave.stand-in")).ShouldBe(2);
    }

    [Fact]
    public async Task FiveDays_GoToTheCountyToo_OfTheChiefEngineerToo()
    {
        var id = await Walk.SubmitAsync(days: 5, World.Supervisor, Walk.DeputyEngineer);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("supervisorDecision");
        await Walk.DecideAsync(id, Walk.DeputyEngineer);
        await Walk.DecideAsync(id, World.Owner);

        (await Walk.StepAsync(id))!.NodeId.ShouldBe("countyDecision");
        await Walk.DecideAsync(id, World.CountyOfficer);
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Approved);
    }

    [Fact]
    public async Task Decide_OnOnesOwnLeave_OrWithoutAReasonAgainstIt_IsRefused()
    {
        var id = await Walk.SubmitAsync(days: 2);

        await RefusedAsync("leave.own-decision", () => Walk.DecideAsync(id, World.ProjectManager));
        var own = await Walk.ReadAsync(id);
        (own.OwnDecision, own.Progress.Steps.Any(s => s.Mine)).ShouldBe((true, false));
        (await Walk.ReadAsync(id, Walk.OtherDeputy)).Progress.Steps.ShouldAllBe(s => s.Mine);
        await RefusedAsync("leave.reason-required", () => Walk.DecideAsync(id, Walk.OtherDeputy, "refuse", " "));
        await RefusedAsync("decision.outcome-unknown", () => Walk.DecideAsync(id, Walk.OtherDeputy, "maybe"));
        await Walk.DecideAsync(id, Walk.OtherDeputy, "refuse", "Concrete is poured that day.");
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Refused);
        (await MessagesAsync("leave.refused")).ShouldBe(2);
        // It binds nobody any more.
        await Walk.SubmitAsync(days: 2);
    }

    [Fact]
    public async Task Submit_AgainstTheRules_IsRefused()
    {
        await Walk.SubmitAsync(days: 3);

        await RefusedAsync("leave.overlaps", () => Walk.SubmitAsync(days: 2, standIn: Walk.OtherDeputy));
        var second = await World.SiteAsync();
        await Walk.NameAsync(Walk.OtherDeputy, second);
        await RefusedAsync("leave.stand-in-away", () => Walk.SubmitAsync(days: 2, Walk.OtherDeputy, World.ProjectManager, second));
        await RefusedAsync("leave.stand-in-taken", () => Walk.SubmitAsync(days: 2, Walk.OtherDeputy, Walk.Deputy, second));
        await Walk.NameAsync(Walk.Deputy, second);
        await RefusedAsync("leave.stands-in-then", () => Walk.SubmitAsync(days: 2, Walk.Deputy, Walk.OtherDeputy, second));
    }

    /// <summary>One absence from two sites is told to both owners: the same beginning and end, and the same or another stand-in.</summary>
    [Fact]
    public async Task Submit_TheSameAbsenceFromAnotherSite_IsAccepted()
    {
        var second = await World.SiteAsync();
        await Walk.NameAsync(World.ProjectManager, second);
        await Walk.SubmitAsync(days: 2);

        await RefusedAsync("leave.overlaps", () => Walk.SubmitAsync(days: 3, site: second));
        await Walk.SubmitAsync(days: 2, site: second);
    }

    [Fact]
    public async Task Submit_ByWhoHoldsNoPost_OrWithAnUnqualifiedStandIn_IsRefused()
    {
        await RefusedAsync("leave.not-key-person", () => Walk.SubmitAsync(days: 2, Walk.Deputy, Walk.OtherDeputy));
        await RefusedAsync("leave.stand-in-unqualified", () => Walk.SubmitAsync(days: 2, standIn: World.SiteClerk));
        await RefusedAsync("leave.stand-in-unqualified", () => Walk.SubmitAsync(days: 2, standIn: World.NeighbourProjectManager));
        await RefusedAsync("leave.stand-in-self", () => Walk.SubmitAsync(days: 2, standIn: World.ProjectManager));
        await RefusedAsync("actor.not-allowed", () => Walk.SubmitAsync(days: 2, World.SiteClerk));
    }

    [Fact]
    public async Task LastApproval_WhenTheStandInIsNoLongerQualified_IsRefusedWithTheReason()
    {
        var id = await Walk.SubmitAsync(days: 2);
        await Walk.DecideAsync(id, Walk.OtherDeputy);
        await World.EndMembershipAsync(Walk.Deputy);

        await RefusedAsync("leave.stand-in-unqualified", () => Walk.DecideAsync(id, World.Owner));

        (await Walk.StepAsync(id))!.NodeId.ShouldBe("ownerDecision");
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.UnderReview);
        await Walk.DecideAsync(id, World.Owner, "refuse", "Nobody stands in.");
    }

    [Fact]
    public async Task LastApproval_AfterTheEnd_IsRefused()
    {
        var id = await Walk.SubmitAsync(days: 1);
        await Walk.DecideAsync(id, Walk.OtherDeputy);
        World.Clock.Advance(TimeSpan.FromDays(3));

        await RefusedAsync("leave.over", () => Walk.DecideAsync(id, World.Owner));
    }

    /// <summary>Two who want the same stand-in in the same moment: one is told that the other was faster.</summary>
    [Fact]
    public async Task Submit_TwoForTheSameStandInAtOnce_HasOneWinner()
    {
        var second = await World.SiteAsync();
        await Walk.NameAsync(Walk.OtherDeputy, second);
        await Walk.SubmitAsync(days: 1, World.Supervisor, Walk.DeputyEngineer);

        var codes = await Task.WhenAll(
            Task.Run(() => CodeOfAsync(() => Walk.SubmitAsync(days: 2))),
            Task.Run(() => CodeOfAsync(() => Walk.SubmitAsync(days: 2, Walk.OtherDeputy, Walk.Deputy, second))));

        codes.Order(StringComparer.Ordinal).ShouldBe([null, "leave.stand-in-taken"]);
    }

    [Fact]
    public async Task Cancel_BeforeItBegins_EndsTheCase_AndAfterwardsIsRefused()
    {
        var returns = World.Get<LeaveReturns>();
        var id = await Walk.GrantedAsync(days: 2);
        await RefusedAsync("actor.not-allowed", () => returns.CancelAsync(Walk.OtherDeputy, id, reason: null));

        await returns.CancelAsync(World.ProjectManager, id, "Not needed.");

        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Cancelled);
        (await Walk.StepAsync(id)).ShouldBeNull();
        var other = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveToShanghai(1, 8);
        await RefusedAsync("leave.already-begun", () => returns.CancelAsync(World.ProjectManager, other, reason: null));
    }

    [Fact]
    public async Task Return_ConfirmedByTheOwner_ClosesTheCase()
    {
        var id = await Walk.GrantedAsync(days: 2);
        await RefusedAsync("leave.not-away", () => World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, id, note: null));
        World.Clock.MoveToShanghai(2, 19);

        await World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, id, "Back on site.");
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("confirmReturn");
        await Walk.DecideAsync(id, World.Owner, "confirm");

        var leave = await Walk.ReadAsync(id);
        (leave.Status, leave.ReturnNote, leave.AbsentSince).ShouldBe((LeaveStatus.Closed, "Back on site.", null));
        leave.Progress.History.ShouldContain(h => h.Rule == "leave.returned" && h.ActorName == World.ProjectManager.Name && h.Comment == "Back on site.");
        (await Walk.StepAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Return_NotByTheEndOfTheNextWorkingDay_IsAnAbsence_ThatEndsWithIt()
    {
        var watch = World.Get<LeaveWatch>();
        // Thursday 26 to Friday 27 November; the next working day is Monday.
        var id = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveToShanghai(1, 18, 1);
        (await watch.RunAsync()).ShouldBe(1);
        (await watch.RunAsync()).ShouldBe(0);
        (await MessagesAsync("leave.ending")).ShouldBe(2);
        World.Clock.MoveToShanghai(1, 18, 1);
        (await watch.RunAsync()).ShouldBe(1);
        (await MessagesAsync("leave.ended")).ShouldBe(2);
        World.Clock.MoveToShanghai(3, 23, 59);
        (await watch.RunAsync()).ShouldBe(0);
        (await AbsencesAsync(World.CountyOfficer)).ShouldBeEmpty();
        var awaited = await Walk.ReadAsync(id);
        (awaited.NotReturned, awaited.Overdue).ShouldBe((true, false));

        World.Clock.MoveToShanghai(1, 0);
        (await watch.RunAsync()).ShouldBe(1);
        (await watch.RunAsync()).ShouldBe(0);
        (await Walk.ReadAsync(id)).Overdue.ShouldBeTrue();

        (await MessagesAsync("leave.overdue")).ShouldBe(8);
        var absence = (await AbsencesAsync(World.CountyOfficer)).ShouldHaveSingleItem();
        (absence.Since, absence.EndedAt, absence.PersonName).ShouldBe((TestClock.ShanghaiTime(2026, 11, 27, 18).ToUniversalTime(), null, World.ProjectManager.Name));
        await World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, id, note: null);
        (await AbsencesAsync(World.Owner)).Single().EndedAt.ShouldBe(World.Clock.GetUtcNow());
        await Walk.DecideAsync(id, World.Owner, "reject", "Not seen on site.");
        (await AbsencesAsync(World.Owner)).Single().EndedAt.ShouldBeNull();
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Approved);
        await World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, id, note: null);
        await Walk.DecideAsync(id, World.Owner, "confirm");
        foreach (var stranger in World.Strangers.Append(World.Supplier)) (await AbsencesAsync(stranger)).ShouldBeEmpty();
    }

    /// <summary>Who goes on another approved leave is not absent; the return from the second is that from the first.</summary>
    [Fact]
    public async Task Absence_WhileAnotherApprovedLeaveGoesOn_IsNotRecorded()
    {
        var first = await Walk.GrantedAsync(days: 2);
        World.Clock.MoveToShanghai(1, 12);
        var second = await Walk.SubmitAsync(TestClock.ShanghaiTime(2026, 11, 27, 18), TestClock.ShanghaiTime(2026, 12, 4, 18));
        await Walk.GrantAsync(second);
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 12, 3, 9));
        await World.Get<LeaveWatch>().RunAsync();
        (await AbsencesAsync(World.Owner)).ShouldBeEmpty();

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 12, 4, 19));
        await World.Get<LeaveReturns>().RegisterAsync(World.ProjectManager, second, note: null);

        (await Walk.ReadAsync(first)).Status.ShouldBe(LeaveStatus.Returned);
        (await Walk.ReadAsync(second)).Status.ShouldBe(LeaveStatus.Returned);
    }

    [Fact]
    public async Task Calendar_ShowsWhoIsAwayAndWhoStandsIn_ToThoseOfTheSite()
    {
        var id = await Walk.GrantedAsync(days: 2);
        var lists = World.Get<LeaveLists>();

        var row = (await lists.MonthAsync(World.CountyOfficer, new DateOnly(2026, 11, 3), PortalWorld.County, World.Site.Id)).ShouldHaveSingleItem();

        (row.LeaveId, row.PersonName, row.StandInName, row.NotReturned).ShouldBe((id, World.ProjectManager.Name, Walk.Deputy.Name, false));
        (await lists.MonthAsync(World.CountyOfficer, new DateOnly(2026, 12, 1), regionCode: null, siteId: null)).ShouldBeEmpty();
        (await lists.MonthAsync(World.CountyOfficer, new DateOnly(2026, 11, 1), PortalWorld.NeighbourCounty, siteId: null)).ShouldBeEmpty();
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 12, 2, 9));
        (await lists.MonthAsync(World.CountyOfficer, new DateOnly(2026, 12, 1), regionCode: null, siteId: null)).Single().NotReturned.ShouldBeTrue();
    }

    private async Task<IReadOnlyList<AbsenceRow>> AbsencesAsync(Actor reader) =>
        (await World.Get<LeaveLists>().AbsencesAsync(reader, new AbsenceQuery { Page = new PageRequest() })).Items;

    private async Task<int> MessagesAsync(string template)
    {
        await using var db = World.Open();
        return await db.Set<OutboxMessage>().CountAsync(m => m.Template == template);
    }
}
