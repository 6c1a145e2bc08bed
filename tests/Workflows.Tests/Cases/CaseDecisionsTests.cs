using Domain.Access;
using Workflows.Cases;
using Workflows.Tests.Access;

namespace Workflows.Tests.Cases;

/// <summary>Deciding many items at once.</summary>
public sealed class CaseDecisionsTests : AccessTest
{
    private CaseDecisions Decisions => World.Get<CaseDecisions>();

    [Fact]
    public async Task Assent_ToManyItems_DecidesEachAndSaysWhatBecameOfIt()
    {
        List<(long Case, long Item)> open = [];
        for (var i = 0; i < 4; i++)
        {
            var id = await Walk.SubmittedAsync(await World.SiteAsync());
            open.Add((id, (await Walk.UntilAsync(id, "countyReview")).Id));
        }

        await Walk.OpineAsync((await Walk.OpenAsync(open[1].Case))[0], World.CountyOfficer);
        var other = (await Walk.OpenAsync(await Walk.SubmittedAsync(await World.SiteAsync())))[0].Id;

        const long unknown = long.MaxValue;

        var results = await Decisions.AssentAsync(new AssentToItems
        {
            Actor = World.CountyOfficer,
            WorkItemIds = [.. open.Select(o => o.Item), other, unknown],
            Opinion = "All in order.",
        });

        results.Select(r => (r.WorkItemId, r.Refusal?.Code)).ShouldBe(
        [
            (open[0].Item, null), (open[1].Item, "work-item.already-handled"), (open[2].Item, null), (open[3].Item, null),
            (other, "work-item.not-yours"), (unknown, "work-item.not-yours"),
        ]);
        foreach (var (id, _) in open) (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Approved);
    }

    [Fact]
    public async Task Assent_ByAnybodyElse_DecidesNothing()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "countyReview");

        foreach (var stranger in World.Strangers.Append(World.ProjectManager))
        {
            (await Decisions.AssentAsync(new AssentToItems { Actor = stranger, WorkItemIds = [item.Id], Opinion = "ok" }))
                .ShouldHaveSingleItem().Refusal!.Code.ShouldBe("work-item.not-yours", stranger.Role.ToString());
        }

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.UnderReview);
    }

    [Fact]
    public async Task Assent_WithoutTheOpinionThatTheChainAsksFor_IsRefusedForEach()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "countyReview");

        (await Decisions.AssentAsync(new AssentToItems { Actor = World.CountyOfficer, WorkItemIds = [item.Id], Opinion = " " }))
            .ShouldHaveSingleItem().Refusal!.Code.ShouldBe("opinion.text-required");
    }

    [Fact]
    public async Task Decide_StepOfAnotherKindOrUnknownOutcome_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var review = await Walk.UntilAsync(id, "countyReview");
        (await CodeOfAsync(() => DecideAsync(review.Id, "agree"))).ShouldBe("decision.outcome-unknown");
        var filing = await Walk.UntilAsync(id, "debugApplication");

        (await CodeOfAsync(() => Decisions.DecideAsync(
            new DecideItem { Actor = World.ProjectManager, WorkItemId = filing.Id, Outcome = "file", Opinion = "ok" }))).ShouldBe("work-item.not-yours");
    }

    private Task DecideAsync(long item, string outcome) =>
        Decisions.DecideAsync(new DecideItem { Actor = World.CountyOfficer, WorkItemId = item, Outcome = outcome, Opinion = "ok" });
}
