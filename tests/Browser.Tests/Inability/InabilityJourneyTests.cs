using System.Globalization;
using Browser.Tests.Access;
using Browser.Tests.Running;
using Domain.Calendar;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Inability;

namespace Browser.Tests.Inability;

/// <summary>A promise that is not kept, from its form to the violation candidate.</summary>
public sealed class InabilityJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    [Fact]
    public async Task Inability_AcceptedAndNotConnected_LapsesOnTheNextWorkingDay()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var site = await world.SiteAsync();
        var promised = desk.Walk.Today.AddDays(9);
        var visitor = await desk.AtAsync(world.ProjectManager);
        await visitor.GoAsync($"/inability/new?site={site.Id}");
        var page = visitor.Page;
        await page.Locator("[name=reason]").FillAsync("变电站迁改，现场尚未通电。");
        await page.Locator("[name=promisedOn]").FillAsync(Iso(desk.Walk.Today));
        await page.Locator("[name=contactName]").FillAsync("林建国");
        await page.Locator("[name=contactPhone]").FillAsync("13700000001");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<InabilityTexts>("Submit"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[name=promisedOn]")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("[name=promisedOn]").FillAsync(Iso(promised));
        await PressSlowlyAsync(page.GetByRole(AriaRole.Button, new() { Name = Words.Of<InabilityTexts>("Submit"), Exact = true }), page.Locator("[name=promisedOn]"));
        await page.WaitForURLAsync("**/cases/inability:*");
        var id = long.Parse(page.Url.Split(':')[^1], CultureInfo.InvariantCulture);

        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager })
        {
            var theirs = await desk.AtAsync(stranger);
            await theirs.Page.GotoAsync("/inability");
            await Assertions.Expect(theirs.Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Assertions.Expect(theirs.Page.Locator("main")).Not.ToContainTextAsync(site.Name);
            await theirs.Page.GotoAsync($"/cases/inability:{id}");
            await Assertions.Expect(theirs.Page.Locator("main")).Not.ToContainTextAsync(site.Name);
            (await theirs.Page.APIRequest.GetAsync($"/inability/{id}/print")).Status.ShouldBe(404, stranger.Name);
        }

        var county = await desk.AtAsync(world.CountyOfficer);
        await county.GoAsync($"/cases/inability:{id}");
        var panel = county.Page.Locator("#action-countyReview");
        await panel.Locator("#return-countyReview > summary").ClickAsync();
        await panel.Locator("#return-countyReview [name=reason]").FillAsync("请写明通电时间。");
        await panel.Locator("#return-countyReview input[type=radio][value=submission]").CheckAsync();
        await panel.Locator("#return-countyReview button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
        await visitor.GoAsync($"/cases/inability:{id}");
        await page.Locator("#action-submission a.primary").ClickAsync();
        await Assertions.Expect(page.Locator("[name=reason]")).ToHaveValueAsync("变电站迁改，现场尚未通电。");
        await page.Locator("[name=reason]").FillAsync("变电站迁改，下月通电。");
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Of<InabilityTexts>("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/inability:*");

        await county.GoAsync($"/cases/inability:{id}");
        await panel.Locator("input[type=radio][value=accept]").CheckAsync();
        await panel.Locator("form").First.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 45_000 });
        await county.Page.GotoAsync($"/inability/{id}/print");
        foreach (var text in new[] { site.Name, "变电站迁改，下月通电。", world.ProjectManager.OrganizationName })
            await Assertions.Expect(county.Page.Locator(".sheet")).ToContainTextAsync(text);
        await county.PictureAsync("inability-print");

        await AtAsync(desk, promised);
        await visitor.GoAsync($"/cases/inability:{id}");
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(Iso(promised));
        await AtAsync(desk, promised.AddDays(7));
        await visitor.GoAsync($"/cases/inability:{id}");
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(Words.Of<InabilityTexts>("Candidate"));
        await visitor.PictureAsync("inability-lapsed");
        await using var db = world.Open();
        (await db.Set<ViolationCandidate>().SingleAsync(v => v.Source == $"inability:{id}")).Kind.ShouldBe(ViolationKind.NotConnected);
        desk.ShouldBeWithoutScriptErrors();
    }

    /// <summary>The timer job of a node whose clock shows that day.</summary>
    private static async Task AtAsync(CaseDesk desk, DateOnly day)
    {
        desk.World.Clock.MoveTo(WorkingCalendar.StartOfDay(day).AddHours(1));
        await desk.Walk.FireTimersAsync();
    }

    /// <summary>
    /// As a hand does: the button goes down, the field that was corrected is left and its message goes, so that the button moves up from under
    /// the pointer, and only then is it let go.
    /// </summary>
    private static async Task PressSlowlyAsync(ILocator button, ILocator corrected)
    {
        await button.HoverAsync();
        var before = (await button.BoundingBoxAsync())!.Y;
        await button.Page.Mouse.DownAsync();
        await Assertions.Expect(corrected).Not.ToHaveAttributeAsync("aria-invalid", "true");
        (await button.BoundingBoxAsync())!.Y.ShouldBeLessThan(before);
        await button.Page.Mouse.UpAsync();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
