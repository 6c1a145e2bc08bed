using Domain.Access;
using Domain.Engine;
using Domain.Organizations;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Tests.Access;

namespace Workflows.Tests.Cases;

/// <summary>An administrator lets the county and the city countersign the review: the application is decided once, by the last signature.</summary>
public sealed class CountersignedReviewTests : AccessTest
{
    private const string One = """portal:role="CountyOfficer" portal:party="county" portal:outcomes="approve correct refuse" portal:dueWorkingDays="3" portal:clock="review" portal:escalateTo="CityOfficer" portal:escalateParty="city">""";

    private const string Both = """
        portal:outcomes="approve correct refuse" portal:dueWorkingDays="3" portal:clock="review">
              <bpmn:multiInstanceLoopCharacteristics portal:signers="CountyOfficer@county CityOfficer@city" portal:needs="all" />
        """;

    [Fact]
    public async Task Review_ByTwo_IsApprovedByTheSecondSignature()
    {
        var id = await ReviewedByTwoAsync();
        var first = await Walk.OpenAsync(id);
        first.Select(i => i.Role).ShouldBe([Role.CountyOfficer, Role.CityOfficer], ignoreOrder: true);
        first.ShouldAllBe(i => i.DueAt != null);

        await SignAsync(first, World.CountyOfficer, "approve");

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.UnderReview);
        var left = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (await Walk.ReadAsync(id)).Progress.Steps[0].Signing.ShouldBe(new Countersigning(Given: 1, Signers: 2, Needed: 2, Sequential: false));
        await SignAsync([left], World.CityOfficer, "approve");
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Approved);
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("debugApplication");
    }

    [Fact]
    public async Task Review_RefusedByOneOfTwo_IsRefused()
    {
        var id = await ReviewedByTwoAsync();

        await SignAsync(await Walk.OpenAsync(id), World.CityOfficer, "refuse");

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Refused);
        (await Walk.OpenAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Signature_TakenBackBeforeTheOther_IsAskedForAgain()
    {
        var id = await ReviewedByTwoAsync();
        await SignAsync(await Walk.OpenAsync(id), World.CountyOfficer, "approve");

        await World.Get<CaseWaysBack>().RecallAsync(
            new RecallCase { Actor = World.CountyOfficer, BusinessKey = new CaseKey("access", id).ToString(), Step = "countyReview" });

        (await Walk.OpenAsync(id)).Select(i => i.Role).ShouldBe([Role.CountyOfficer, Role.CityOfficer], ignoreOrder: true);
        foreach (var actor in new[] { World.CityOfficer, World.CountyOfficer }) await SignAsync(await Walk.OpenAsync(id), actor, "approve");
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Approved);
    }

    private async Task<long> ReviewedByTwoAsync()
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(Testing.Repository.Root, "Workflows", "Access", "access.bpmn"));
        shipped.ShouldContain(One);
        await World.Get<ProcessDefinitions>().PublishAsync(shipped.Replace(One, Both, StringComparison.Ordinal), "test");
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "countyReview");
        return id;
    }

    private Task SignAsync(IReadOnlyList<WorkItem> open, Actor actor, string outcome) => World.Get<CaseDecisions>().DecideAsync(
        new DecideItem { Actor = actor, WorkItemId = open.Single(i => i.Role == actor.Role).Id, Outcome = outcome, Opinion = "Seen." });
}
