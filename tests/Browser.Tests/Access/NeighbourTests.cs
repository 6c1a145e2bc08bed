using Browser.Tests.Running;
using Microsoft.Playwright;

namespace Browser.Tests.Access;

/// <summary>Whoever has no part in a site sees nothing of it: not in lists, not by address, not by file link.</summary>
[Collection(nameof(ApplicationsPortal))]
public sealed class NeighbourTests(Visitors visitors)
{
    [Fact]
    public async Task Application_ForEverybodyElse_IsNowhere()
    {
        var world = visitors.Portal.World;
        await using var desk = new CaseDesk(visitors);
        var id = await desk.Walk.SubmittedAsync();
        var read = await desk.Walk.ReadAsync(id);
        var file = read.Attachments[0].Id;

        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager, world.NeighbourSupplier })
        {
            var visitor = await desk.AtAsync(stranger);
            foreach (var list in new[] { "/inbox", "/applications" })
            {
                await visitor.GoAsync(list);
                await Assertions.Expect(visitor.Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
                await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync(world.Site.Name);
            }

            await visitor.Page.GotoAsync($"/cases/access:{id}");
            await Assertions.Expect(visitor.Page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync(world.Site.Name);
            foreach (var address in new[] { $"/access/{id}/attachments/{file}", $"/access/{id}/print/1-1" })
                (await visitor.Page.APIRequest.GetAsync(address)).Status.ShouldBe(404, $"{stranger.Name} at {address}");
        }

        // The same addresses answer the people of the case, so the refusals above mean something.
        var officer = await desk.AtAsync(world.CountyOfficer);
        (await officer.Page.APIRequest.GetAsync($"/access/{id}/attachments/{file}")).Status.ShouldBe(200);
        (await officer.Page.APIRequest.GetAsync($"/access/{id}/print/1-1")).Status.ShouldBe(200);
    }
}
