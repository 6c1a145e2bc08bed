using System.Globalization;
using Browser.Tests.Access;
using Browser.Tests.Running;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Supervision;

namespace Browser.Tests.Supervision;

/// <summary>Works stand still and go on, by the people whose job each step is.</summary>
[Collection(nameof(SitesPortal))]
public sealed class StandstillJourneyTests(Visitors visitors)
{
    [Fact]
    public async Task SuspensionAndResumption_StopTheDevicesAndLeadToAccessAnew()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        await desk.Walk.ListModelsAsync();
        var site = await world.SiteAsync();
        var first = await desk.Walk.SubmittedAsync(site);
        await desk.Walk.FinishAsync(first);

        var suspension = await FileAsync(desk, site, "Suspension", "汛期停工。");
        await (await desk.AtAsync(world.ProjectManager)).PictureAsync("supervision-filed");
        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager })
        {
            var theirs = await OpenAsync(desk, stranger, "/supervision");
            await Assertions.Expect(theirs.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Assertions.Expect(theirs.Locator("main")).Not.ToContainTextAsync(site.Name);
            theirs = await OpenAsync(desk, stranger, $"/cases/supervision:{suspension}");
            await Assertions.Expect(theirs.Locator("main")).Not.ToContainTextAsync(site.Name);
            (await theirs.APIRequest.GetAsync($"/supervision/{suspension}/print")).Status.ShouldBe(404, stranger.Name);
        }

        await RecallAndChangeAsync(desk, suspension, "汛期停工，至汛期结束。");
        await DecideAsync(desk, world.CountyOfficer, suspension, "issue", "情况属实，同意中止。");
        (await SiteAsync(world.Open, site.Id)).State.ShouldBe(SiteState.Suspended);
        (await desk.Walk.DevicesAsync(first)).Count.ShouldBeGreaterThan(0);
        await ClickAsync(desk, world.Owner, suspension, "receipt");
        var page = await OpenAsync(desk, world.Owner, $"/supervision/{suspension}/print");
        foreach (var text in new[] { "中字第001号", site.Name, world.Owner.OrganizationName, world.Owner.Name, world.CountyOfficer.OrganizationName, "汛期停工，至汛期结束。" })
            await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync(text);
        await (await desk.AtAsync(world.Owner)).PictureAsync("supervision-print");

        var resumption = await FileAsync(desk, site, "Resumption", "汛期已过，具备复工条件。");
        await DecideAsync(desk, world.CountyOfficer, resumption, "issue", "同意复工。");
        page = await OpenAsync(desk, world.ProjectManager, $"/cases/supervision:{resumption}");
        await (await desk.AtAsync(world.ProjectManager)).PictureAsync("supervision-resumption");
        await page.Locator("#action-reaccess a.primary").ClickAsync();
        await page.WaitForURLAsync("**/cases/access:*");
        var access = long.Parse(page.Url.Split(':')[^1], CultureInfo.InvariantCulture);
        await Assertions.Expect(page.Locator("#links a")).ToHaveAttributeAsync("href", $"/cases/supervision:{resumption}");
        access.ShouldNotBe(first);

        await new FormDesk(desk).SubmitAsync(world.ProjectManager, access);
        world.Clock.MoveTo(visitors.Portal.Now);
        await desk.Walk.FinishAsync(access);

        page = await OpenAsync(desk, world.ProjectManager, $"/cases/supervision:{resumption}");
        await Assertions.Expect(page.Locator("#action-reaccess")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#links")).ToContainTextAsync(Words.Of<Portal.Engine.CaseTexts>("outcome.connected"));
        (await SiteAsync(world.Open, site.Id)).State.ShouldBe(SiteState.Connected);
        desk.ShouldBeWithoutScriptErrors();
    }

    private static async Task<IPage> OpenAsync(CaseDesk desk, Actor person, string path)
    {
        var visitor = await desk.AtAsync(person);
        await visitor.Page.GotoAsync(path);
        return visitor.Page;
    }

    /// <summary>The project manager comes from the list, fills in the form and signs.</summary>
    private static async Task<long> FileAsync(CaseDesk desk, Site site, string kind, string reason)
    {
        var visitor = await desk.AtAsync(desk.World.ProjectManager);
        await visitor.GoAsync("/supervision/new");
        var page = visitor.Page;
        await page.Locator("[name=siteId]").SelectOptionAsync(site.Id.ToString(CultureInfo.InvariantCulture));
        await page.Locator($"input[name=kind][value={kind}]").CheckAsync();
        await page.Locator("[name=worksOn]").FillAsync(Iso(desk.Walk.Today));
        if (kind == "Suspension") await page.Locator("[name=expectedUntil]").FillAsync(Iso(desk.Walk.Today.AddDays(30)));
        await page.Locator("[name=reason]").FillAsync(reason);
        await page.Locator("[name=safety]").FillAsync("围挡完好，临边洞口已防护。");
        await page.Locator("[name=contactName]").FillAsync("林建国");
        await page.Locator("[name=contactPhone]").FillAsync("13700000001");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<SupervisionTexts>("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/supervision:*");
        return long.Parse(page.Url.Split(':')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Before the county has acted the project manager takes it back, writes it better and signs it again.</summary>
    private static async Task RecallAndChangeAsync(CaseDesk desk, long id, string reason)
    {
        await desk.RecallAsync(desk.World.ProjectManager, $"supervision:{id}");
        var page = (await desk.AtAsync(desk.World.ProjectManager)).Page;
        await page.Locator("#action-submission a.primary").ClickAsync();
        await Assertions.Expect(page.Locator("[name=siteId]")).ToBeDisabledAsync();
        await page.Locator("[name=reason]").FillAsync(reason);
        await (await desk.AtAsync(desk.World.ProjectManager)).PictureAsync("supervision-edit");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<SupervisionTexts>("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/supervision:*");
    }

    private static async Task DecideAsync(CaseDesk desk, Actor person, long id, string outcome, string opinion)
    {
        var visitor = await desk.AtAsync(person);
        await visitor.GoAsync($"/cases/supervision:{id}");
        var panel = visitor.Page.Locator("#action-countyReview");
        var form = panel.Locator("form").First;
        await form.Locator($"input[type=radio][value={outcome}]").CheckAsync();
        await form.Locator("textarea").FillAsync(opinion);
        await form.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    private static async Task ClickAsync(CaseDesk desk, Actor person, long id, string node)
    {
        var visitor = await desk.AtAsync(person);
        await visitor.GoAsync($"/cases/supervision:{id}");
        var panel = visitor.Page.Locator($"#action-{node}");
        await panel.Locator("button.primary").First.ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    private static async Task<Site> SiteAsync(Func<Infrastructure.Database.PortalDbContext> open, long id)
    {
        await using var db = open();
        return await db.Set<Site>().AsNoTracking().SingleAsync(s => s.Id == id);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
