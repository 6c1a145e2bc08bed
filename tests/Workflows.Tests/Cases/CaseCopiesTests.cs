using Domain.Organizations;
using Workflows.Cases;
using Workflows.Tests.Access;

namespace Workflows.Tests.Cases;

public sealed class CaseCopiesTests : AccessTest
{
    private CaseCopies Copies => World.Get<CaseCopies>();

    [Fact]
    public async Task Readers_OfACase_AreTheOthersOfItsUnitsWhoSeeIt()
    {
        var key = await SubmittedAsync();

        var readers = await Copies.ReadersAsync(World.CountyOfficer, key);

        readers.Select(r => r.AccountId).ShouldBe(
            new[] { World.ProjectManager, World.SiteClerk, World.Supervisor, World.Owner, World.Operator, World.CityOfficer }.Select(a => a.AccountId), ignoreOrder: true);
        foreach (var stranger in World.Strangers)
            (await CodeOfAsync(() => Copies.ReadersAsync(stranger, key))).ShouldBe("case.unknown", stranger.Role.ToString());
    }

    [Fact]
    public async Task Copy_ToReaders_TellsEachInThePortalAndStandsInTheHistory()
    {
        var key = await SubmittedAsync();

        await CopyAsync(key, World.CountyOfficer, World.Owner, World.CityOfficer);

        var messages = await MessagesAsync("case.copied");
        messages.Select(m => m.AccountId).ShouldBe([World.Owner.AccountId, World.CityOfficer.AccountId], ignoreOrder: true);
        messages.ShouldAllBe(m => m.Link == "/cases/" + key);
        var line = (await Walk.ReadAsync(CaseKey.Parse(key).Id)).Progress.History[^1];
        (line.Action, line.ActorName, line.Comment).ShouldBe(("copy", World.CountyOfficer.Name, "For your information."));
        line.Addressees.ShouldBe($"{World.Owner.Name}、{World.CityOfficer.Name}");
    }

    [Fact]
    public async Task Copy_ToWhoMayNotSeeTheCase_IsRefusedAsAWhole()
    {
        var key = await SubmittedAsync();

        foreach (var stranger in World.Strangers)
            (await CodeOfAsync(() => CopyAsync(key, World.CountyOfficer, World.Owner, stranger))).ShouldBe("copy.not-a-reader", stranger.Role.ToString());
        (await CodeOfAsync(() => CopyAsync(key, World.CountyOfficer))).ShouldBe("copy.to-nobody");
        (await CodeOfAsync(() => CopyAsync(key, World.NeighbourCountyOfficer, World.Owner))).ShouldBe("case.unknown");
        (await MessagesAsync("case.copied")).ShouldBeEmpty();
    }

    private async Task<string> SubmittedAsync() => new CaseKey("access", await Walk.SubmittedAsync()).ToString();

    private Task CopyAsync(string key, Actor by, params Actor[] to) =>
        Copies.CopyAsync(new CopyCase { Actor = by, BusinessKey = key, AccountIds = [.. to.Select(a => a.AccountId)], Note = "For your information." });
}
