using Domain.Leave;
using Domain.Notifications;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Cases;
using Workflows.Files;
using Workflows.Leave;
using Workflows.Tests.Engine.Shell;
using static Testing.Refusals;

namespace Workflows.Tests.Leave;

/// <summary>Back with the applicant, changed and applied for again.</summary>
public sealed class LeaveWaysBackTests : LeaveTest
{
    /// <summary>Two days need unit and owner; the five that they become need the county too.</summary>
    [Fact]
    public async Task Returned_MadeLonger_GoesThroughAllStepsAndToTheCounty()
    {
        var id = await Walk.SubmitAsync(days: 2);
        await Walk.DecideAsync(id, Walk.OtherDeputy);
        await ReturnAsync(id, World.Owner);
        var back = await Walk.ReadAsync(id);
        (back.Status, back.Rights, back.OwnDecision).ShouldBe((LeaveStatus.Correction, new LeaveRights(Edit: true, Cancel: true, Return: false), false));
        var step = back.Progress.Steps.ShouldHaveSingleItem();
        (step.NodeId, step.Mine, step.IsPersonal, step.Assignee).ShouldBe(("submission", true, true, World.ProjectManager.Name));

        await ResubmitAsync(id, days: 5, standIn: Walk.OtherDeputy);

        await RefusedAsync("work-item.already-handled", () => ResubmitAsync(id, days: 5));
        var again = await Walk.ReadAsync(id);
        (again.Status, again.Days, again.StandInName, again.Number).ShouldBe((LeaveStatus.UnderReview, 5, Walk.OtherDeputy.Name, "QJ202600001"));
        await Walk.DecideAsync(id, Walk.Deputy);
        await Walk.DecideAsync(id, World.Owner);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("countyDecision");
        await Walk.DecideAsync(id, World.CountyOfficer);
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Approved);
        await ShellCase.ShouldReplayAsync(World, $"leave:{id}");
    }

    /// <summary>The unit has approved this stand-in; another one is for it to approve again, and so is a day more.</summary>
    [Fact]
    public async Task ReturnedStraightBack_SkipsTheUnitUnlessAnythingChanges()
    {
        var id = await Walk.SubmitAsync(days: 2);
        await Walk.DecideAsync(id, Walk.OtherDeputy);
        await ReturnAsync(id, World.Owner, straightBack: true);
        (await Walk.ReadAsync(id)).Progress.Steps.ShouldHaveSingleItem().StraightBackTo.ShouldBe("ownerDecision");
        await ResubmitAsync(id, days: 2);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("ownerDecision");

        await ReturnAsync(id, World.Owner, straightBack: true);
        await ResubmitAsync(id, days: 2, standIn: Walk.OtherDeputy);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("contractorDecision");

        await Walk.DecideAsync(id, Walk.Deputy);
        await ReturnAsync(id, World.Owner, straightBack: true);
        await ResubmitAsync(id, days: 3, standIn: Walk.OtherDeputy);
        (await Walk.StepAsync(id))!.NodeId.ShouldBe("contractorDecision");
    }

    [Fact]
    public async Task Recalled_ByTheApplicantBeforeTheUnitDecided_IsChangedAndSubmittedAgain()
    {
        var id = await Walk.SubmitAsync(days: 4, World.Supervisor, Walk.DeputyEngineer);
        await RefusedAsync("engine.recall-too-late", () => RecallAsync(id, Walk.DeputyEngineer));

        await RecallAsync(id, World.Supervisor);
        await ResubmitAsync(id, days: 1, World.Supervisor, Walk.DeputyEngineer);

        await Walk.DecideAsync(id, Walk.DeputyEngineer);
        await RefusedAsync("engine.recall-too-late", () => RecallAsync(id, World.Supervisor));
        await Walk.DecideAsync(id, World.Owner);
        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Approved);
        await ShellCase.ShouldReplayAsync(World, $"leave:{id}");
    }

    /// <summary>Back with the applicant it binds nobody, so what was granted to others meanwhile stands against it.</summary>
    [Fact]
    public async Task Resubmitted_AgainstWhatWasAppliedForMeanwhile_IsRefused()
    {
        var id = await Walk.SubmitAsync(days: 2);
        await RecallAsync(id, World.ProjectManager);
        var second = await World.SiteAsync();
        await Walk.NameAsync(Walk.OtherDeputy, second);
        await Walk.SubmitAsync(days: 2, Walk.OtherDeputy, Walk.Deputy, second);

        await RefusedAsync("leave.stand-in-taken", () => ResubmitAsync(id, days: 2));
        await RefusedAsync("leave.stand-in-away", () => ResubmitAsync(id, days: 2, standIn: Walk.OtherDeputy));
        var free = await Walk.ColleagueAsync(World.ProjectManager);
        var other = await Walk.SubmitAsync(days: 2, standIn: await Walk.ColleagueAsync(World.ProjectManager));
        await RefusedAsync("leave.overlaps", () => ResubmitAsync(id, days: 2, standIn: free));
        await World.Get<LeaveReturns>().CancelAsync(World.ProjectManager, other, reason: null);
        await ResubmitAsync(id, days: 2, standIn: free);

        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.UnderReview);
    }

    [Fact]
    public async Task BackWithTheApplicant_IsNobodyElses()
    {
        var id = await Walk.SubmitAsync(days: 2);
        await ReturnAsync(id, Walk.OtherDeputy);
        var item = (await Walk.StepAsync(id))!.Id;

        await RefusedAsync("work-item.transferred", () => ResubmitAsync(id, days: 2, Walk.OtherDeputy));
        await RefusedAsync("actor.not-allowed", () => ResubmitAsync(id, days: 2, World.Owner));
        await RefusedAsync("leave.unknown", () => ResubmitAsync(id, days: 2, World.NeighbourProjectManager));
        await RefusedAsync("transfer.personal", () => World.Get<CaseHandovers>().TransferAsync(
            new TransferItem { Actor = World.ProjectManager, WorkItemId = item, ToAccountId = Walk.OtherDeputy.AccountId, Note = null }));
        (await Walk.ReadAsync(id, Walk.OtherDeputy)).Progress.Steps.ShouldAllBe(s => !s.Mine);
        await using var db = World.Open();
        (await db.Set<OutboxMessage>().Where(m => m.Template == "work-item.new" && m.Link == $"/cases/leave:{id}").OrderBy(m => m.Id).Select(m => m.AccountId).ToListAsync())
            .TakeLast(2).ShouldAllBe(account => account == World.ProjectManager.AccountId);

        await World.Get<LeaveReturns>().CancelAsync(World.ProjectManager, id, reason: null);

        (await Walk.ReadAsync(id)).Status.ShouldBe(LeaveStatus.Cancelled);
        (await Walk.StepAsync(id)).ShouldBeNull();
    }

    /// <summary>A paper that stays, one that goes and one that comes.</summary>
    [Fact]
    public async Task Resubmitted_WithOtherPapers_HasThose()
    {
        var (kept, dropped) = (await UploadAsync("kept.pdf"), await UploadAsync("dropped.pdf"));
        var id = await Walk.SubmitAsync(days: 2);
        await RecallAsync(id, World.ProjectManager);
        await ResubmitAsync(id, days: 2, files: [kept, dropped]);
        await RecallAsync(id, World.ProjectManager);

        await ResubmitAsync(id, days: 2, files: [kept, await UploadAsync("new.pdf")]);

        (await Walk.ReadAsync(id)).Attachments.Select(a => a.FileName).ShouldBe(["kept.pdf", "new.pdf"]);
    }

    private async Task<long> UploadAsync(string name) => (await World.Get<LeaveForms>().UploadAsync(
        new UploadFile { Actor = World.ProjectManager, FileName = name, Content = new MemoryStream(SampleFiles.Pdf) })).Id;

    private Task ResubmitAsync(long id, int days, Actor? by = null, Actor? standIn = null, IReadOnlyList<long>? files = null)
    {
        var today = World.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date;
        var from = new DateTimeOffset(today.AddDays(1).AddHours(8), TimeSpan.FromHours(8)).ToUniversalTime();
        return World.Get<LeaveSubmission>().ResubmitAsync(new ResubmitLeave
        {
            Actor = by ?? World.ProjectManager,
            LeaveId = id,
            Application = new LeaveApplication { Kind = LeaveKind.Personal, From = from, To = from.AddDays(days - 1).AddHours(10), Reason = "A family matter." },
            StandInMembershipId = (standIn ?? Walk.Deputy).MembershipId,
            AttachmentIds = files ?? [],
        });
    }

    private async Task ReturnAsync(long id, Actor by, bool straightBack = false) => await World.Get<CaseWaysBack>().ReturnAsync(new ReturnCase
    {
        Actor = by,
        WorkItemId = (await Walk.StepAsync(id))!.Id,
        Target = "submission",
        StraightBack = straightBack,
        Reason = "Not on these days.",
    });

    private Task RecallAsync(long id, Actor by) =>
        World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = by, BusinessKey = $"leave:{id}", Step = "submission" });
}
