using Domain.Access;
using Domain.Devices;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Supervision;
using Workflows.Tests.Access;
using Workflows.Tests.Engine.Shell;

namespace Workflows.Tests.Supervision;

public sealed class SupervisionChainTests : AccessTest
{
    private SupervisionFiling Filing => World.Get<SupervisionFiling>();

    private CaseDecisions Decisions => World.Get<CaseDecisions>();

    private SupervisionReader Reader => World.Get<SupervisionReader>();

    private SupervisionForm Form => new()
    {
        Reason = "Floods.",
        WorksOn = Walk.Today,
        ExpectedUntil = Walk.Today.AddDays(40),
        Safety = "Fenced.",
        ContactName = "Lin",
        ContactPhone = "13700000001",
    };

    [Fact]
    public async Task Suspension_Issued_TakesTheDevicesOutAndTheSiteStandsStill()
    {
        await ConnectedAsync();

        var id = await FiledAsync(SupervisionKind.Suspension);
        (await InForceAsync()).ShouldBeFalse();
        await IssueAsync(id);

        var notice = await Reader.ReadAsync(World.Owner, id);
        (notice.Status, notice.InForceFrom, notice.RegulatorName).ShouldBe((SupervisionStatus.Issued, Walk.Today, World.CountyOfficer.OrganizationName));
        notice.Number.ShouldBe($"湛建安监（{Walk.Today.Year}）中字第001号");
        (await SiteStateAsync()).ShouldBe(SiteState.Suspended);
        (await ServiceAsync()).ShouldAllBe(p => p.EndReason == ServiceReason.Suspended && p.EndNote == notice.Number && p.Until == World.Clock.GetUtcNow());
        (await InForceAsync()).ShouldBeTrue();
        (await MessagesAsync("supervision.issued-Suspension")).Count(m => m.OrganizationId == World.Supplier.OrganizationId).ShouldBe(1);
        await ShellCase.ShouldReplayAsync(World, $"supervision:{id}");
    }

    [Fact]
    public async Task Numbers_OfEachKind_HaveNoGapsAlsoWhenOneIsRefused()
    {
        var other = await World.SiteAsync();
        var third = await World.SiteAsync();
        var refused = await FiledAsync(SupervisionKind.Suspension);
        await DecideAsync(refused, "countyReview", World.CountyOfficer, "refuse", "No reason given.");
        await IssueAsync(await FiledAsync(SupervisionKind.Suspension, other));
        await IssueAsync(await FiledAsync(SupervisionKind.Suspension, third));
        await IssueAsync(await FiledAsync(SupervisionKind.Termination));

        var numbers = (await Reader.ListAsync(World.CountyOfficer, new SupervisionQuery { Status = SupervisionStatus.Issued })).Items.Select(r => r.Number);

        var year = Walk.Today.Year;
        numbers.Order(StringComparer.Ordinal).ShouldBe(new[] { $"湛建安监（{year}）中字第001号", $"湛建安监（{year}）中字第002号", $"湛建安监（{year}）终字第001号" }.Order(StringComparer.Ordinal));
        (await MessagesAsync("supervision.refused")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Termination_Issued_LeavesTheDevicesToTheirRemoval()
    {
        await ConnectedAsync();

        await IssueAsync(await FiledAsync(SupervisionKind.Termination));

        (await InForceAsync(), await SiteStateAsync()).ShouldBe((true, SiteState.Connected));
        (await ServiceAsync()).ShouldAllBe(p => p.Until == null);
        (await CodeOfAsync(() => FiledAsync(SupervisionKind.Suspension))).ShouldBe("supervision.terminated");
    }

    [Fact]
    public async Task Refusal_WithoutReason_IsRefused()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);

        (await CodeOfAsync(() => DecideAsync(id, "countyReview", World.CountyOfficer, "refuse"))).ShouldBe("opinion.text-required");
    }

    [Fact]
    public async Task Issue_WhenSupervisionWasTerminatedMeanwhile_IsRefusedWithTheReason()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        var elsewhere = await FiledAsync(SupervisionKind.Termination, await World.SiteAsync());
        await IssueAsync(elsewhere);
        await using (var db = World.Open())
            await db.Set<SupervisionNotice>().Where(n => n.Id == elsewhere).ExecuteUpdateAsync(set => set.SetProperty(n => n.SiteId, World.Site.Id));

        (await CodeOfAsync(() => IssueAsync(id))).ShouldBe("supervision.terminated");
        (await Reader.ReadAsync(World.ProjectManager, id)).Status.ShouldBe(SupervisionStatus.UnderReview);
    }

    [Fact]
    public async Task Receipt_SignedByTheOwner_EndsTheChain()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        await IssueAsync(id);
        (await Filing.SitesAsync(World.ProjectManager)).Single(s => s.Id == World.Site.Id).Kinds.ShouldBe([SupervisionKind.Termination, SupervisionKind.Resumption]);

        await DecideAsync(id, "receipt", World.Owner, "sign");

        var notice = await Reader.ReadAsync(World.ProjectManager, id);
        (notice.ReceivedByName, notice.Progress.Steps.Count).ShouldBe((World.Owner.Name, 0));
    }

    [Fact]
    public async Task Withdraw_WhileUnderReview_EndsItAndMakesRoomForAnother()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        (await CodeOfAsync(() => FiledAsync(SupervisionKind.Termination))).ShouldBe("supervision.pending");

        await Filing.WithdrawAsync(World.ProjectManager, id, reason: null);
        await FiledAsync(SupervisionKind.Termination);

        (await Reader.ReadAsync(World.ProjectManager, id)).Status.ShouldBe(SupervisionStatus.Withdrawn);
        (await CodeOfAsync(() => Filing.WithdrawAsync(World.ProjectManager, id, reason: null))).ShouldBe("supervision.decided");
    }

    [Fact]
    public async Task WhileSuspended_NoAccessIsAppliedFor()
    {
        await ConnectedAsync();
        await IssueAsync(await FiledAsync(SupervisionKind.Suspension));

        (await CodeOfAsync(() => World.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = World.SiteClerk, SiteId = World.Site.Id }))).ShouldBe("access.supervision-stopped");
    }

    [Fact]
    public async Task Resumption_Issued_LiftsTheSuspensionAndIsDoneWhenTheSiteIsConnectedAnew()
    {
        var first = await ConnectedAsync();
        var suspension = await FiledAsync(SupervisionKind.Suspension);
        await IssueAsync(suspension);
        World.Clock.Advance(TimeSpan.FromDays(7));

        var id = await FiledAsync(SupervisionKind.Resumption);
        await IssueAsync(id);

        (await InForceAsync(), await SiteStateAsync()).ShouldBe((false, SiteState.Suspended));
        (await Reader.ReadAsync(World.Owner, suspension)).LiftedById.ShouldBe(id);
        var link = (await Reader.ReadAsync(World.ProjectManager, id)).Progress.Links.ShouldHaveSingleItem();
        (link.NodeId, link.Calls, link.Outcome).ShouldBe(("reaccess", true, null));
        var access = long.Parse(link.BusinessKey.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var draft = await Walk.ReadAsync(access, World.SiteClerk);
        (draft.Status, draft.Rights.Edit, draft.Attachments.Count).ShouldBe((AccessStatus.Draft, true, (await Walk.ReadAsync(first)).Attachments.Count));
        draft.Form.SaysTheSame((await Walk.ReadAsync(first)).Form).ShouldBeTrue();
        draft.Progress.Links.ShouldHaveSingleItem().BusinessKey.ShouldBe($"supervision:{id}");

        await DecideAsync(id, "receipt", World.Owner, "sign");
        await Walk.SubmitAsync(access);
        await Walk.FinishAsync(access);

        (await SiteStateAsync()).ShouldBe(SiteState.Connected);
        var done = await Reader.ReadAsync(World.ProjectManager, id);
        (done.Progress.Steps.Count, done.Progress.Links.Single().Outcome).ShouldBe((0, "connected"));
        done.Progress.Diagram!.Taken.Keys.ShouldContain("resumed");
        (await Walk.DevicesAsync(first)).ShouldAllBe(d => d.RemovedAt != null);
        (await ServiceAsync()).Count(p => p.Until is null).ShouldBe((await Walk.DevicesAsync(access)).Count);
        await ShellCase.ShouldReplayAsync(World, $"supervision:{id}");
    }

    [Fact]
    public async Task Resumption_WhoseApplicationIsWithdrawnOrRefused_AsksForAnother()
    {
        await ConnectedAsync();
        await IssueAsync(await FiledAsync(SupervisionKind.Suspension));
        var id = await FiledAsync(SupervisionKind.Resumption);
        await IssueAsync(id);

        await World.Get<AccessSubmission>().WithdrawAsync(World.ProjectManager, await CalledAsync(id), reason: null);
        (await OpenAsync(id)).ShouldBe(["receipt", "again"]);
        await DecideAsync(id, "again", World.ProjectManager, "again");
        var second = await CalledAsync(id);
        await SignLetterAsync(second);
        await Walk.SubmitAsync(second);
        await Walk.OpineAsync(await Walk.UntilAsync(second, "countyReview"), World.CountyOfficer, OpinionResult.Refuse, "Not so.");

        (await OpenAsync(id)).ShouldBe(["receipt", "again"]);
        (await Reader.ReadAsync(World.ProjectManager, id)).Progress.Links.Select(l => l.Outcome).ShouldBe(["withdrawn", "refused"]);
        await ShellCase.ShouldReplayAsync(World, $"supervision:{id}");
    }

    [Fact]
    public async Task Returned_ChangedAndSubmittedAgain_IsIssuedAsItReadsNow()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        await ReturnAsync(id);
        var read = await Reader.ReadAsync(World.ProjectManager, id);
        (read.Status, read.MayEdit, read.MayWithdraw, read.Form.Reason).ShouldBe((SupervisionStatus.Correction, true, true, "Floods."));
        (await Reader.ReadAsync(World.CountyOfficer, id)).MayEdit.ShouldBeFalse();

        await ResubmitAsync(id);

        (await CodeOfAsync(() => ResubmitAsync(id))).ShouldBe("work-item.already-handled");
        await IssueAsync(id);
        read = await Reader.ReadAsync(World.CountyOfficer, id);
        (read.Status, read.Form.Reason).ShouldBe((SupervisionStatus.Issued, "Floods to the end of May."));
        (await CodeOfAsync(() => RecallAsync(id))).ShouldBe("supervision.decided");
        await ShellCase.ShouldReplayAsync(World, $"supervision:{id}");
    }

    [Fact]
    public async Task Recalled_WhileAnotherWasFiled_WaitsForItsEndOrIsWithdrawn()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        await RecallAsync(id);
        var other = await FiledAsync(SupervisionKind.Termination);
        (await CodeOfAsync(() => ResubmitAsync(id))).ShouldBe("supervision.pending");

        await DecideAsync(other, "countyReview", World.CountyOfficer, "refuse", "No reason given.");
        await ResubmitAsync(id);
        await ReturnAsync(id);
        await Filing.WithdrawAsync(World.ProjectManager, id, reason: null);

        var read = await Reader.ReadAsync(World.ProjectManager, id);
        (read.Status, read.Progress.Steps.Count).ShouldBe((SupervisionStatus.Withdrawn, 0));
    }

    [Fact]
    public async Task Resumption_RecalledAndTerminatedMeanwhile_IsNotSubmittedAgain()
    {
        await IssueAsync(await FiledAsync(SupervisionKind.Suspension));
        var id = await FiledAsync(SupervisionKind.Resumption);
        await RecallAsync(id);
        await IssueAsync(await FiledAsync(SupervisionKind.Termination));

        (await CodeOfAsync(() => ResubmitAsync(id))).ShouldBe("supervision.terminated");
    }

    [Fact]
    public async Task Neighbours_ByListByIdAndByAction_FindNothing()
    {
        var id = await FiledAsync(SupervisionKind.Suspension);
        var item = await ItemAsync(id, "countyReview");

        foreach (var stranger in World.Strangers.Append(World.Supplier))
        {
            (await Reader.ListAsync(stranger, new SupervisionQuery())).Total.ShouldBe(0, stranger.Name);
            (await CodeOfAsync(() => Reader.ReadAsync(stranger, id))).ShouldBe("supervision.unknown", stranger.Name);
            (await CodeOfAsync(() => Decisions.DecideAsync(new DecideItem { Actor = stranger, WorkItemId = item.Id, Outcome = "issue" }))).ShouldBe("work-item.not-yours", stranger.Name);
        }

        (await CodeOfAsync(() => Filing.FileAsync(new FileSupervisionNotice { Actor = World.NeighbourProjectManager, SiteId = World.Site.Id, Kind = SupervisionKind.Suspension, Form = Form }))).ShouldBe("site.unknown");
        (await CodeOfAsync(() => Filing.WithdrawAsync(World.NeighbourProjectManager, id, reason: null))).ShouldBe("supervision.unknown");
        (await CodeOfAsync(() => Filing.SitesAsync(World.SiteClerk))).ShouldBe("actor.not-allowed");
        await RecallAsync(id);
        (await CodeOfAsync(() => ResubmitAsync(id, World.NeighbourProjectManager))).ShouldBe("supervision.unknown");
        foreach (var other in new[] { World.SiteClerk, World.CountyOfficer }) (await CodeOfAsync(() => ResubmitAsync(id, other))).ShouldBe("actor.not-allowed");
        foreach (var reader in new[] { World.ProjectManager, World.SiteClerk, World.Owner, World.Supervisor, World.Operator, World.CountyOfficer, World.CityOfficer })
            (await Reader.ReadAsync(reader, id)).Id.ShouldBe(id);
        await World.EndMembershipAsync(World.Owner);
        (await CodeOfAsync(() => Reader.ReadAsync(World.Owner, id))).ShouldBe("supervision.unknown");
    }

    private async Task<long> ConnectedAsync()
    {
        await Walk.ListModelsAsync();
        var id = await Walk.SubmittedAsync();
        await Walk.FinishAsync(id);
        return id;
    }

    private Task<long> FiledAsync(SupervisionKind kind, Site? site = null) =>
        Filing.FileAsync(new FileSupervisionNotice { Actor = World.ProjectManager, SiteId = (site ?? World.Site).Id, Kind = kind, Form = Form });

    private Task ResubmitAsync(long id, Actor? by = null) =>
        Filing.ResubmitAsync(new ResubmitSupervisionNotice { Actor = by ?? World.ProjectManager, Id = id, Form = Form with { Reason = "Floods to the end of May." } });

    private async Task ReturnAsync(long id) => await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
    {
        Actor = World.CountyOfficer,
        WorkItemId = (await ItemAsync(id, "countyReview")).Id,
        Target = "submission",
        StraightBack = false,
        Reason = "Until when?",
    });

    private Task RecallAsync(long id) =>
        World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.ProjectManager, BusinessKey = $"supervision:{id}", Step = "submission" });

    private Task IssueAsync(long id) => DecideAsync(id, "countyReview", World.CountyOfficer, "issue", "Agreed.");

    private async Task DecideAsync(long id, string node, Actor by, string outcome, string? comment = null) =>
        await Decisions.DecideAsync(new DecideItem { Actor = by, WorkItemId = (await ItemAsync(id, node)).Id, Outcome = outcome, Opinion = comment });

    private async Task<WorkItem> ItemAsync(long id, string node)
    {
        await using var db = World.Open();
        return await db.Set<WorkItem>().AsNoTracking().SingleAsync(w => w.BusinessKey == $"supervision:{id}" && w.NodeId == node && w.Status == WorkItemStatus.Open);
    }

    private async Task<List<string>> OpenAsync(long id)
    {
        await using var db = World.Open();
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == $"supervision:{id}" && w.Status == WorkItemStatus.Open).OrderBy(w => w.Id).Select(w => w.NodeId).ToListAsync();
    }

    private async Task<long> CalledAsync(long id)
    {
        await using var db = World.Open();
        var key = await db.Set<CaseCall>().Where(c => c.CallerKey == $"supervision:{id}" && c.EndedAt == null).Select(c => c.CalledKey).SingleAsync();
        return long.Parse(key.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task SignLetterAsync(long id) => await World.Get<AccessDrafts>().SignCommitmentAsync(
        new SignCommitmentLetter { Actor = World.Supplier, ApplicationId = id, ContactName = "Su", ContactPhone = "13700000003" });

    private async Task<bool> InForceAsync()
    {
        await using var db = World.Open();
        return await SupervisionStandings.InForceAsync(db, World.Site.Id, Walk.Today, CancellationToken.None);
    }

    private async Task<SiteState> SiteStateAsync()
    {
        await using var db = World.Open();
        return await db.Set<Site>().Where(s => s.Id == World.Site.Id).Select(s => s.State).SingleAsync();
    }

    private async Task<List<DeviceServicePeriod>> ServiceAsync()
    {
        await using var db = World.Open();
        return await db.Set<Device>().AsNoTracking().Where(d => d.SiteId == World.Site.Id).SelectMany(d => d.ServicePeriods).ToListAsync();
    }
}
