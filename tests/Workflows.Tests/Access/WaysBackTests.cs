using Domain.Access;
using Domain.Engine;
using Domain.Organizations;
using Testing;
using Workflows.Cases;

namespace Workflows.Tests.Access;

/// <summary>Giving an application back to an earlier reviewer, and taking an opinion back.</summary>
public sealed class WaysBackTests : AccessTest
{
    // A Monday.
    protected override DateTimeOffset? Start => TestClock.ShanghaiTime(2026, 3, 2, 9);

    private CaseWaysBack WaysBack => World.Get<CaseWaysBack>();

    [Fact]
    public async Task Return_ToTheSupervisor_GoesThroughAllStepsAgainAndKeepsTheCountysDays()
    {
        var id = await Walk.SubmittedAsync();
        var county = await Walk.UntilAsync(id, "countyReview");
        county.DueAt.ShouldBe(EndOf(2026, 3, 5));
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 3, 3, 18));

        await ReturnAsync(county, World.CountyOfficer, "supervisorReview");

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("supervisorReview");
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 3, 5, 10));
        var again = await Walk.UntilAsync(id, "countyReview");
        again.Id.ShouldNotBe(county.Id);
        // One of the three days was used, 03-03, whose work had ended; 03-04 and the day of coming back do not count.
        again.DueAt.ShouldBe(EndOf(2026, 3, 9));
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Return_StraightBack_SkipsTheOperatorUnlessTheOpinionChanges()
    {
        var id = await Walk.SubmittedAsync();
        await ReturnAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, "supervisorReview", straightBack: true);
        await Walk.OpineAsync(await OnlyAsync(id), World.Supervisor);
        (await OnlyAsync(id)).NodeId.ShouldBe("countyReview");

        await ReturnAsync(await OnlyAsync(id), World.CountyOfficer, "supervisorReview", straightBack: true);
        await Walk.OpineAsync(await OnlyAsync(id), World.Supervisor, OpinionResult.Disagree, "No longer.");

        (await OnlyAsync(id)).NodeId.ShouldBe("operatorReview");
    }

    /// <summary>The supervisor has approved the form and the papers as they were.</summary>
    [Fact]
    public async Task Return_StraightBackToTheContractor_SkipsTheSupervisorUnlessFormOrPapersChange()
    {
        var id = await Walk.SubmittedAsync();
        await BackToTheContractorAsync();
        await Walk.SubmitAsync(id);
        (await OnlyAsync(id)).NodeId.ShouldBe("operatorReview");

        await BackToTheContractorAsync();
        await Walk.AttachAsync(id, AttachmentKind.Other);
        await Walk.SubmitAsync(id);
        (await OnlyAsync(id)).NodeId.ShouldBe("supervisorReview");

        await BackToTheContractorAsync();
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Wu" });
        await Walk.SubmitAsync(id);
        (await OnlyAsync(id)).NodeId.ShouldBe("supervisorReview");

        async Task BackToTheContractorAsync() =>
            await ReturnAsync(await Walk.UntilAsync(id, "operatorReview"), World.Operator, "submission", straightBack: true);
    }

    [Fact]
    public async Task Return_ByAnybodyButTheHolder_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "countyReview");

        foreach (var other in new[] { World.Supervisor, World.Operator, World.ProjectManager, World.CityOfficer })
            (await CodeOfAsync(() => ReturnAsync(item, other, "supervisorReview"))).ShouldBe("work-item.not-yours");
        (await CodeOfAsync(() => ReturnAsync(item, World.CountyOfficer, "correction"))).ShouldBe("engine.return-not-possible");
        (await CodeOfAsync(() => WaysBack.ReturnAsync(Request(item, World.CountyOfficer, "supervisorReview") with { Reason = " " }))).ShouldBe("return.reason-required");
        (await OnlyAsync(id)).Id.ShouldBe(item.Id);
    }

    [Fact]
    public async Task Return_AfterTheCountyDecided_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "slotAssignment");

        (await CodeOfAsync(() => ReturnAsync(item, World.Operator, "countyReview"))).ShouldBe("engine.return-not-possible");
    }

    [Fact]
    public async Task Recall_OfAnOpinion_BringsTheStepBackAndTheOpinionCountsNoMore()
    {
        var id = await Walk.SubmittedAsync();
        var first = await OnlyAsync(id);
        await Walk.OpineAsync(first, World.Supervisor, OpinionResult.Disagree, "A mistake.");
        (await Walk.ReadAsync(id, World.Supervisor)).Progress.Recallable.ShouldBe("supervisorReview");
        (await Walk.ReadAsync(id, World.Operator)).Progress.Recallable.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));

        await RecallAsync(id, World.Supervisor, "supervisorReview");

        var again = await OnlyAsync(id);
        (again.NodeId, again.DueAt).ShouldBe(("supervisorReview", first.DueAt));
        again.Id.ShouldNotBe(first.Id);
        var read = await Walk.ReadAsync(id);
        read.Opinions.ShouldNotContain(o => o.Step == OpinionStep.Supervisor);
        read.Recalled.ShouldHaveSingleItem().Text.ShouldBe("A mistake.");
        read.Progress.History[^1].Action.ShouldBe("recall");
        await Walk.OpineAsync(again, World.Supervisor);
        (await OnlyAsync(id)).NodeId.ShouldBe("operatorReview");
    }

    [Fact]
    public async Task Recall_OfACorrection_IsPossibleUntilTheContractorBegins()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Unreadable.");

        await RecallAsync(id, World.CountyOfficer, "countyReview");
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.UnderReview);
        await Walk.OpineAsync(await OnlyAsync(id), World.CountyOfficer, OpinionResult.Correct, "Unreadable indeed.");
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Wu" });

        (await CodeOfAsync(() => RecallAsync(id, World.CountyOfficer, "countyReview"))).ShouldBe("access.correction-begun");
    }

    [Fact]
    public async Task Recall_OfAResubmission_LetsItBeEditedAgain()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Unreadable.");
        await Walk.SubmitAsync(id);

        await RecallAsync(id, World.ProjectManager, "correction");

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Correction);
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Wu" });
        await Walk.SubmitAsync(id);
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Recall_OfTheFirstSubmission_LetsTheContractorChangeItAndSubmitAgain()
    {
        var id = await Walk.SubmittedAsync();
        (await Walk.ReadAsync(id, World.ProjectManager)).Progress.Recallable.ShouldBe("submission");

        await RecallAsync(id, World.ProjectManager, "submission");

        (await OnlyAsync(id)).NodeId.ShouldBe("submission");
        (await Walk.ReadAsync(id)).Editable.ShouldBeTrue();
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Wu" });
        // What is being changed is nobody else's to read yet.
        (await Walk.ReadAsync(id, World.CountyOfficer)).Form.LiaisonName.ShouldNotBe("Wu");
        await Walk.SubmitAsync(id);
        (await OnlyAsync(id)).NodeId.ShouldBe("supervisorReview");
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Return_ToTheContractor_OpensTheFormAndComesBackThroughAllSteps()
    {
        var id = await Walk.SubmittedAsync();

        await ReturnAsync(await Walk.UntilAsync(id, "operatorReview"), World.Operator, "submission");

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Correction);
        await Walk.SubmitAsync(id);
        (await OnlyAsync(id)).NodeId.ShouldBe("supervisorReview");
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Recall_AfterTheNextHasActedOrOfAnApproval_IsTooLate()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await OnlyAsync(id), World.Supervisor);
        await Walk.OpineAsync(await OnlyAsync(id), World.Operator);
        (await CodeOfAsync(() => RecallAsync(id, World.Supervisor, "supervisorReview"))).ShouldBe("access.cannot-recall");
        await Walk.OpineAsync(await OnlyAsync(id), World.CountyOfficer);

        (await CodeOfAsync(() => RecallAsync(id, World.CountyOfficer, "countyReview"))).ShouldBe("access.cannot-recall");
        (await Walk.ReadAsync(id, World.CountyOfficer)).Progress.Recallable.ShouldBeNull();
    }

    /// <summary>The next reviewer signs in the moment in which the one before takes back: one of the two, never both.</summary>
    [Fact]
    public async Task Recall_WhileTheNextActs_HasExactlyOneWinner()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await Walk.SubmittedAsync(await World.SiteAsync());
            await Walk.OpineAsync(await OnlyAsync(id), World.Supervisor);
            var next = await OnlyAsync(id);

            var codes = await Task.WhenAll(
                Task.Run(() => CodeOfAsync(() => RecallAsync(id, World.Supervisor, "supervisorReview"))),
                Task.Run(() => CodeOfAsync(() => Walk.OpineAsync(next, World.Operator))));

            codes.Count(code => code is null).ShouldBe(1, string.Join(", ", codes));
            codes.Single(code => code is not null).ShouldBeOneOf("access.cannot-recall", "engine.recall-too-late", "work-item.already-handled");
            (await OnlyAsync(id)).NodeId.ShouldBe(codes[0] is null ? "supervisorReview" : "countyReview");
        }
    }

    private async Task<WorkItem> OnlyAsync(long id) => (await Walk.OpenAsync(id)).ShouldHaveSingleItem();

    private Task ReturnAsync(WorkItem item, Actor actor, string target, bool straightBack = false) =>
        WaysBack.ReturnAsync(Request(item, actor, target) with { StraightBack = straightBack });

    private Task RecallAsync(long id, Actor actor, string step) =>
        WaysBack.RecallAsync(new RecallCase { Actor = actor, BusinessKey = new CaseKey("access", id).ToString(), Step = step });

    private static ReturnCase Request(WorkItem item, Actor actor, string target) =>
        new() { Actor = actor, WorkItemId = item.Id, Target = target, StraightBack = false, Reason = "Please look at the plan again." };
}
