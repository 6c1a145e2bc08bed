using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Cases;
using Workflows.Inbox;
using Workflows.Tests.Access;

namespace Workflows.Tests.Cases;

/// <summary>Leaving an item to a colleague, and urging its holder.</summary>
public sealed class CaseHandoversTests : AccessTest
{
    // A Monday.
    protected override DateTimeOffset? Start => TestClock.ShanghaiTime(2026, 3, 2, 9);

    private CaseHandovers Handovers => World.Get<CaseHandovers>();

    [Fact]
    public async Task Transfer_ToAColleague_LeavesTheItemToThatPersonAlone()
    {
        var id = await Walk.SubmittedAsync();
        var colleague = await ColleagueAsync();
        var item = await Walk.UntilAsync(id, "countyReview");

        await TransferAsync(item, World.CountyOfficer, colleague);

        (await CodeOfAsync(() => Walk.OpineAsync(item, World.CountyOfficer))).ShouldBe("work-item.transferred");
        (await InboxAsync(World.CountyOfficer)).All.ShouldBe(0);
        (await InboxAsync(World.CountyOfficer, InboxFilter.HandedOn)).Rows.ShouldHaveSingleItem().WorkItemId.ShouldBe(item.Id);
        (await InboxAsync(colleague)).Rows.ShouldHaveSingleItem().WorkItemId.ShouldBe(item.Id);
        (await MessagesAsync("work-item.transferred")).ShouldAllBe(m => m.AccountId == colleague.AccountId);
        var line = (await Walk.ReadAsync(id)).Progress.History[^1];
        (line.Action, line.ActorName, line.Addressees).ShouldBe(("transfer", World.CountyOfficer.Name, colleague.Name));
        await Walk.OpineAsync(item, colleague);
        (await Walk.ReadAsync(id)).Opinions[^1].Name.ShouldBe(colleague.Name);
    }

    [Fact]
    public async Task Transfer_TakenBack_WaitsForTheWholeRoleAgainWithItsDays()
    {
        var id = await Walk.SubmittedAsync();
        var colleague = await ColleagueAsync();
        var item = await Walk.UntilAsync(id, "countyReview");
        await TransferAsync(item, World.CountyOfficer, colleague);
        (await CodeOfAsync(() => Handovers.TakeBackAsync(colleague, item.Id))).ShouldBe("transfer.not-yours");

        await Handovers.TakeBackAsync(World.CountyOfficer, item.Id);

        var open = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (open.Id, open.AssigneeId, open.DueAt).ShouldBe((item.Id, null, item.DueAt));
        await Walk.OpineAsync(item, World.CountyOfficer);
    }

    [Fact]
    public async Task Transfer_ToAnybodyButAColleagueOfTheRole_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = await Walk.UntilAsync(id, "countyReview");
        var left = await ColleagueAsync();
        await World.EndMembershipAsync(left);

        foreach (var other in new[] { left, World.Supervisor, World.NeighbourCountyOfficer, World.CityOfficer })
            (await CodeOfAsync(() => TransferAsync(item, World.CountyOfficer, other))).ShouldBe("transfer.to-nobody", other.Role.ToString());
        (await CodeOfAsync(() => TransferAsync(item, World.CountyOfficer, World.CountyOfficer))).ShouldBe("transfer.to-oneself");
        foreach (var stranger in World.Strangers.Append(World.Supervisor).Append(World.ProjectManager))
            (await CodeOfAsync(() => TransferAsync(item, stranger, World.CountyOfficer))).ShouldBe("work-item.not-yours", stranger.Role.ToString());
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().AssigneeId.ShouldBeNull();
    }

    [Fact]
    public async Task Urge_OfAnItem_ReachesItsHolderOnceInFourWorkingHours()
    {
        var id = await Walk.SubmittedAsync();
        var item = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();

        await UrgeAsync(item, World.ProjectManager, "The crane comes on Friday.");

        var messages = await MessagesAsync("work-item.urged");
        messages.ShouldAllBe(m => m.OrganizationId == World.Supervisor.OrganizationId && m.Role == Role.SupervisionEngineer);
        messages.Count.ShouldBe(2);
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 3, 2, 12, 59));
        (await CodeOfAsync(() => UrgeAsync(item, World.Owner))).ShouldBe("urge.too-soon");
        (await Walk.ReadAsync(id, World.Owner)).Progress.Steps[0].UrgeableFrom.ShouldBe(TestClock.ShanghaiTime(2026, 3, 2, 13));
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 3, 2, 13));
        await UrgeAsync(item, World.Owner);
        (await Walk.ReadAsync(id)).Progress.History.Count(h => h.Action == "urge").ShouldBe(2);
    }

    [Fact]
    public async Task Urge_ByItsHolderOrAStranger_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var item = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();

        (await CodeOfAsync(() => UrgeAsync(item, World.Supervisor))).ShouldBe("urge.own");
        foreach (var stranger in World.Strangers) (await CodeOfAsync(() => UrgeAsync(item, stranger))).ShouldBe("case.unknown", stranger.Role.ToString());
        (await MessagesAsync("work-item.urged")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Urge_OfWhatIsHandled_SaysByWhomAndWhen()
    {
        var id = await Walk.SubmittedAsync();
        var item = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        await Walk.OpineAsync(item, World.Supervisor);

        (await CodeOfAsync(() => UrgeAsync(item, World.ProjectManager))).ShouldBe("work-item.already-handled");
    }

    /// <summary>A transfer and a decision of the same moment: the decision stands, or the colleague alone decides.</summary>
    [Fact]
    public async Task Transfer_WhileTheItemIsDecided_HasOneWinner()
    {
        var colleague = await ColleagueAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await Walk.SubmittedAsync(await World.SiteAsync());
            var item = await Walk.UntilAsync(id, "countyReview");

            var codes = await Task.WhenAll(
                Task.Run(() => CodeOfAsync(() => TransferAsync(item, World.CountyOfficer, colleague))),
                Task.Run(() => CodeOfAsync(() => Walk.OpineAsync(item, World.CountyOfficer))));

            codes.Count(code => code is null).ShouldBe(1, string.Join(", ", codes));
            codes.Single(code => code is not null).ShouldBe(codes[0] is null ? "work-item.transferred" : "work-item.already-handled");
        }
    }

    private async Task<Actor> ColleagueAsync()
    {
        await using var db = World.Open();
        return await World.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == World.CountyOfficer.OrganizationId), Role.CountyOfficer);
    }

    private Task TransferAsync(WorkItem item, Actor by, Actor to) =>
        Handovers.TransferAsync(new TransferItem { Actor = by, WorkItemId = item.Id, ToAccountId = to.AccountId, Note = "On the road today." });

    private Task UrgeAsync(WorkItem item, Actor by, string? note = null) =>
        Handovers.UrgeAsync(new UrgeItem { Actor = by, WorkItemId = item.Id, Note = note });

    private Task<InboxPage> InboxAsync(Actor actor, InboxFilter filter = InboxFilter.All) =>
        World.Get<InboxReader>().ReadAsync(actor, new InboxQuery { Filter = filter });
}
