using Domain.Access;
using Domain.Devices;
using Domain.Engine;
using Domain.Numbering;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Access;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class CommitmentTrackTests : AccessTest
{
    [Fact]
    public async Task Walk_EverybodyAgrees_EndsConnected()
    {
        await Walk.ListModelsAsync();

        var id = await Walk.SubmittedAsync();
        await Walk.FinishAsync(id);

        var read = await Walk.ReadAsync(id);
        read.Number.ShouldBe("JR202600001");
        read.Status.ShouldBe(AccessStatus.Connected);
        read.Track!.Track.ShouldBe(AccessTrack.Commitment);
        read.Site.State.ShouldBe(SiteState.Connected);
        read.Opinions.Select(o => o.Step).ShouldBe([OpinionStep.Contractor, OpinionStep.Supervisor, OpinionStep.Operator, OpinionStep.County]);
        read.Receipt!.Total.ShouldBe(8);
        read.Receipt.HandedOverByName.ShouldBe(World.Operator.Name);
        read.Receipt.CollectedByName.ShouldBe(World.ProjectManager.Name);
        read.SlotGivenByName.ShouldBe(World.Operator.Name);
        read.DevicesOnline.ShouldBe(3);
        read.Progress.Steps.ShouldBeEmpty();
        read.Progress.History.ShouldAllBe(h => (h.Rule == null) != (h.ActorName == "system"));
    }

    [Fact]
    public async Task Walk_NextApplicationOfTheSameSupplier_NeedsNoReports()
    {
        await Walk.FinishAsync(await Walk.SubmittedAsync());
        var drafts = World.Get<AccessDrafts>();

        var id = await drafts.StartAsync(new StartAccessDraft { Actor = World.SiteClerk, SiteId = (await World.SiteAsync()).Id });
        await Walk.SaveFormAsync(id, AccessForms.Complete(World.Supplier.OrganizationId));

        (await RequiredAsync(id)).ShouldBe([AttachmentKind.LayoutPlan, AttachmentKind.Topology, AttachmentKind.ServiceAgreement]);
    }

    [Fact]
    public async Task Walk_NextApplicationOfAnotherSupplier_NeedsAllReports()
    {
        await Walk.FinishAsync(await Walk.SubmittedAsync());
        var drafts = World.Get<AccessDrafts>();

        var id = await drafts.StartAsync(new StartAccessDraft { Actor = World.SiteClerk, SiteId = (await World.SiteAsync()).Id });
        await Walk.SaveFormAsync(id, AccessForms.Complete(World.NeighbourSupplier.OrganizationId));

        (await RequiredAsync(id)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Preview_BeforeSubmitting_ShowsTrackAndReason()
    {
        var id = await Walk.DraftAsync(letter: false);
        (await PreviewAsync(id)).Track.Reason.ShouldBe(TrackReason.ModelsNotListed);

        await Walk.ListModelsAsync();
        (await PreviewAsync(id)).Track.Reason.ShouldBe(TrackReason.LetterNotSigned);

        await World.Get<AccessDrafts>().SignCommitmentAsync(
            new SignCommitmentLetter { Actor = World.Supplier, ApplicationId = id, ContactName = "Su", ContactPhone = "13700000003" });
        (await PreviewAsync(id)).Track.Reason.ShouldBe(TrackReason.AllListedAndSigned);
    }

    [Fact]
    public async Task Submit_ModelTakenOffTheListLater_StaysOnItsTrack()
    {
        await Walk.ListModelsAsync();
        var id = await Walk.SubmittedAsync();
        await using (var db = World.Open())
        {
            foreach (var model in await db.Set<AcceptedModel>().ToListAsync()) model.Delist();
            await db.SaveChangesAsync();
        }

        await Walk.DeliverAsync(id, await Walk.UntilAsync(id, "delivery"));

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().AllowanceDays.ShouldBe(3);
    }

    [Fact]
    public async Task Debugging_CommitmentTrack_HasThreeWorkingDaysFromCompleteDelivery()
    {
        await Walk.ListModelsAsync();
        var id = await Walk.SubmittedAsync();
        var delivery = await Walk.UntilAsync(id, "delivery");
        World.Clock.MoveToShanghai(days: 2, hour: 10);

        await Walk.DeliverAsync(id, delivery);

        // Friday 11-27; Monday, Tuesday and Wednesday count.
        (await Walk.UntilAsync(id, "debugging")).DueAt.ShouldBe(EndOf(2026, 12, 2));
    }

    [Fact]
    public async Task Submit_OutsideTheScope_IsPossibleAndMarked()
    {
        var id = await Walk.SubmittedAsync(await World.SiteAsync(investment: 999_999.99m, floorArea: 499.99m));

        (await Walk.ReadAsync(id)).InScope.ShouldBeFalse();
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("supervisorReview");
    }

    [Fact]
    public async Task Start_OpenDraftOfTheSite_IsReturnedAgain()
    {
        var drafts = World.Get<AccessDrafts>();
        var request = new StartAccessDraft { Actor = World.SiteClerk, SiteId = World.Site.Id };

        var ids = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => drafts.StartAsync(request)));

        ids.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Start_ApplicationInProgress_IsRefused()
    {
        await Walk.SubmittedAsync();

        await RefusedAsync("access.in-progress", () => World.Get<AccessDrafts>().StartAsync(
            new StartAccessDraft { Actor = World.SiteClerk, SiteId = World.Site.Id }));
    }

    [Fact]
    public async Task Start_SiteConnected_IsRefused()
    {
        await Walk.FinishAsync(await Walk.SubmittedAsync());

        await RefusedAsync("access.site-connected", () => World.Get<AccessDrafts>().StartAsync(
            new StartAccessDraft { Actor = World.SiteClerk, SiteId = World.Site.Id }));
    }

    [Fact]
    public async Task Start_AfterRefusal_IsPossible()
    {
        var first = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(first, "countyReview"), World.CountyOfficer, OpinionResult.Refuse, "No permit.");

        var second = await Walk.SubmittedAsync();

        second.ShouldNotBe(first);
        (await Walk.ReadAsync(second)).Number.ShouldBe("JR202600002");
    }

    [Fact]
    public async Task Complete_SameItemTwice_SaysWhoWasFaster()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "supervisorReview");
        await Walk.OpineAsync(item, World.Supervisor);

        var refusal = await RefusedAsync("work-item.already-handled", () => Walk.OpineAsync(item, World.Supervisor));

        refusal.Arguments[0].ShouldBe(World.Supervisor.Name);
    }

    [Fact]
    public async Task Complete_SameItemAtOnce_CountsOnce()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "supervisorReview");

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CodeOfAsync(() => Walk.OpineAsync(item, World.Supervisor))));

        results.Count(code => code is null).ShouldBe(1);
        results.Where(code => code is not null).ShouldAllBe(code => code == "work-item.already-handled");
        (await Walk.ReadAsync(id)).Opinions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Review_Disagreement_GoesOnToTheCounty()
    {
        var id = await Walk.SubmittedAsync();

        await Walk.OpineAsync(await Walk.UntilAsync(id, "supervisorReview"), World.Supervisor, OpinionResult.Disagree, "Gate 2 is missing.");
        await Walk.OpineAsync(await Walk.UntilAsync(id, "operatorReview"), World.Operator, OpinionResult.Disagree, "No coverage.");

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyReview");
    }

    [Fact]
    public async Task Submit_NoRegulatorForTheCounty_SaysSoAndKeepsTheDraft()
    {
        var id = await Walk.DraftAsync(await World.SiteAsync(region: "440811"));

        await RefusedAsync("access.no-regulator", () => Walk.SubmitAsync(id));

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Draft);
        (await Walk.SubmittedAsync()).ShouldBeGreaterThan(0);
        await using var db = World.Open();
        (await db.Set<NumberSeries>().SingleAsync()).Last.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_SomethingChangedSinceItWasRead_IsRefused()
    {
        var id = await Walk.DraftAsync();
        var read = await Walk.ReadAsync(id);
        await Walk.SaveFormAsync(id, read.Form with { LiaisonName = "Wu" });

        await RefusedAsync("access.changed-by-other", () => World.Get<AccessSubmission>().SubmitAsync(
            new SubmitAccessApplication { Actor = World.ProjectManager, ApplicationId = id, Opinion = "ok", Revision = read.Revision }));
    }

    [Fact]
    public async Task Overdue_DeadlineReachesAYearWithoutCalendar_IsRefusedNamingTheYear()
    {
        await using var world = await PortalWorld.CreateAsync(now: TestClock.ShanghaiTime(2035, 12, 31, 9));
        var walk = new AccessWalk(world);

        var refusal = await RefusedAsync("calendar.year-missing", () => walk.SubmittedAsync());

        refusal.Arguments.ShouldHaveSingleItem();
        await using var db = world.Open();
        (await db.Set<ProcessInstance>().AnyAsync()).ShouldBeFalse();
        (await db.Set<NumberSeries>().AnyAsync()).ShouldBeFalse();
    }

    private async Task<AccessPreview> PreviewAsync(long id) => await World.Get<AccessSubmission>().PreviewAsync(World.SiteClerk, id);

    private async Task<IReadOnlyList<AttachmentKind>> RequiredAsync(long id) => (await PreviewAsync(id)).Required;
}
