using System.Globalization;
using Browser.Tests.Access;
using Browser.Tests.Running;
using Domain.Organizations;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Violations;
using Testing;
using Testing.Devices;

namespace Browser.Tests.Violations;

/// <summary>A violation from the phone on the site to the printed decision, and a morning's patrol.</summary>
[Collection(nameof(SitesPortal))]
public sealed class ViolationJourneyTests(Visitors visitors)
{
    [Fact]
    public async Task Violation_RecordedByPhoneAnsweredAndNotRectified_IsSanctionedWithinTheRange()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var site = await world.SiteAsync();
        var officer = await visitors.SignInAsync(world.CountyOfficer, width: 390, height: 844);
        await officer.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await officer.Page.Context.SetGeolocationAsync(new Geolocation { Longitude = 110.4051f, Latitude = 21.1953f });
        var page = officer.Page;
        await officer.GoAsync("/violations/new");
        await page.GetByRole(AriaRole.Link, new() { Name = site.Name, Exact = true }).ClickAsync();
        await page.Locator("[name=kind]").SelectOptionAsync(nameof(ViolationKind.DustMonitorNotInstalled));
        // Annex 6 finds this kind on the site alone.
        await Assertions.Expect(page.Locator("[name=discovery][value=OnlinePatrol]")).ToBeDisabledAsync();
        await page.Locator("[name=discovery][value=SiteInspection]").CheckAsync();
        await page.Locator("[name=description]").FillAsync("平面图所示位置没有扬尘监测设备。");
        await page.Locator("input[type=file][name=photos]").SetInputFilesAsync(Photo("site.png"));
        await Assertions.Expect(page.Locator(".photos img")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = Text("PlaceNow"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("110.4051")).ToBeVisibleAsync();
        await officer.PictureAsync("violation-new-390");
        await officer.ShouldBeAccessibleAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await page.GetByRole(AriaRole.Button, new() { Name = Text("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/violation:*");
        var id = long.Parse(page.Url.Split(':')[^1], CultureInfo.InvariantCulture);

        var order = page.Locator("#action-order");
        await Assertions.Expect(order.Locator("[name=demand]")).ToHaveValueAsync("");
        await order.Locator("[name=days]").FillAsync("3");
        await order.Locator("[name=demand]").FillAsync("按平面图安装并联网。");
        await order.GetByRole(AriaRole.Button, new() { Name = Text("OrderSubmit"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Text("OrderAgree"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#order-1")).ToContainTextAsync("ZG");
        await officer.PictureAsync("violation-case-390");

        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager })
        {
            var theirs = await desk.AtAsync(stranger);
            await theirs.Page.GotoAsync("/violations");
            await Assertions.Expect(theirs.Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Assertions.Expect(theirs.Page.Locator("main")).Not.ToContainTextAsync(site.Name);
            await theirs.Page.GotoAsync($"/cases/violation:{id}");
            await Assertions.Expect(theirs.Page.Locator("main")).Not.ToContainTextAsync(site.Name);
            (await theirs.Page.APIRequest.GetAsync($"/violations/{id}/print/order/1")).Status.ShouldBe(404, stranger.Name);
            (await theirs.Page.APIRequest.GetAsync(await PhotoAddressAsync(world, id))).Status.ShouldBe(404, stranger.Name);
        }

        await AnswerAsync(await desk.AtAsync(world.ProjectManager), id);
        await officer.GoAsync($"/cases/violation:{id}");
        var reinspection = page.Locator("#action-reinspection");
        await reinspection.Locator("[name=result][value=Failed]").CheckAsync();
        await reinspection.Locator("[name=finding]").FillAsync("支架装好，设备未到。");
        await reinspection.Locator("button[type=submit]").First.ClickAsync();
        var measures = page.Locator("#action-measures");
        await measures.Locator("[name=grounds]").FillAsync("复检时仍未安装。");
        await measures.Locator("[name=fine]").FillAsync("49999");
        await measures.GetByRole(AriaRole.Button, new() { Name = Text("MeasuresSubmit"), Exact = true }).ClickAsync();
        await Assertions.Expect(measures.Locator("[name=fine]")).ToHaveAttributeAsync("aria-invalid", "true");
        await measures.Locator("[name=fine]").FillAsync("50000");
        await measures.GetByRole(AriaRole.Button, new() { Name = Text("MeasuresSubmit"), Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = Text("MeasuresAgree"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("50,000");

        var manager = await desk.AtAsync(world.ProjectManager);
        foreach (var (sheet, words) in new[] { ("order/1", "按平面图安装并联网。"), ("decision", "50,000") })
        {
            await manager.Page.GotoAsync($"/violations/{id}/print/{sheet}");
            foreach (var text in new[] { site.Name, words, world.CountyOfficer.OrganizationName, world.ProjectManager.OrganizationName })
                await Assertions.Expect(manager.Page.Locator(".sheet")).ToContainTextAsync(text);
            await manager.PictureAsync("violation-print-" + sheet.Split('/')[0]);
        }

        await manager.GoAsync("/violations/points");
        await Assertions.Expect(manager.Page.Locator("main table")).ToContainTextAsync("CL");
        await using (var db = world.Open())
        {
            var decided = await db.Set<Violation>().SingleAsync(v => v.Id == id);
            (decided.Points, decided.Fine, Math.Round(decided.Latitude!.Value, 4)).ShouldBe((5, 50_000m, 21.1953));
        }

        officer.ScriptErrors.ShouldBeEmpty();
        await officer.DisposeAsync();
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Patrol_ByKeys_MarksOneSiteAndRecordsAtTheNext()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var county = await world.PersonAsync(OrganizationKind.CountyRegulator, Role.CountyOfficer, "440804");
        await visitors.Portal.GivePasswordsAsync();
        var (first, second) = (await world.SiteAsync("440804"), await world.SiteAsync("440804"));
        foreach (var site in new[] { first, second }) await new Signals(world).DevicesAsync(2, site);
        var officer = await desk.AtAsync(county);
        await officer.GoAsync("/patrol");
        var page = officer.Page;
        await Assertions.Expect(page.Locator("#patrol-site")).ToContainTextAsync(first.Name);
        await Assertions.Expect(page.Locator("#patrol-devices li")).ToHaveCountAsync(2);
        await officer.PictureAsync("patrol-1440");
        await officer.ShouldBeAccessibleAsync();

        await page.Locator("[name=note]").FillAsync("夜间照明已修复");
        await page.Locator("main h1").ClickAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Locator("#patrol-site")).ToContainTextAsync(second.Name);
        await Assertions.Expect(page.GetByText(Words.Of<ViolationTexts>("PatrolProgress", 1, 2)).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("v");
        await page.WaitForURLAsync("**/violations/new?site=*");
        await Assertions.Expect(page.Locator("[name=discovery][value=OnlinePatrol]")).ToBeCheckedAsync();
        await page.Locator("[name=kind]").SelectOptionAsync(nameof(ViolationKind.MisconductOnVideo));
        await page.Locator("[name=description]").FillAsync("作业人员未戴安全帽。");
        await page.GetByRole(AriaRole.Button, new() { Name = Text("Submit"), Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/violation:*");

        await officer.GoAsync("/patrol");
        await Assertions.Expect(page.GetByText(Text("PatrolDone"), new() { Exact = true })).ToBeVisibleAsync();
        await officer.GoAsync("/patrol/history");
        await Assertions.Expect(page.Locator("main table")).ToContainTextAsync("夜间照明已修复");
        await Assertions.Expect(page.Locator("main table")).ToContainTextAsync(Text("PatrolFound"));
        desk.ShouldBeWithoutScriptErrors();
    }

    private static async Task AnswerAsync(Visitor manager, long id)
    {
        await manager.GoAsync($"/cases/violation:{id}");
        var answer = manager.Page.Locator("#action-answer");
        await answer.Locator("[name=answer]").FillAsync("支架已安装，设备正在路上。");
        await answer.Locator("input[type=file][name=photos]").SetInputFilesAsync(Photo("after.png"));
        await Assertions.Expect(answer.Locator(".photos img")).ToHaveCountAsync(1);
        await manager.PictureAsync("violation-answer-1440");
        await answer.GetByRole(AriaRole.Button, new() { Name = Text("AnswerSubmit"), Exact = true }).ClickAsync();
        await Assertions.Expect(answer).ToHaveCountAsync(0, new() { Timeout = 45_000 });
    }

    private static async Task<string> PhotoAddressAsync(PortalWorld world, long id)
    {
        await using var db = world.Open();
        return ViolationEndpoints.PhotoAddress(await db.Set<ViolationPhoto>().Where(p => p.ViolationId == id).Select(p => p.Id).FirstAsync());
    }

    private static FilePayload Photo(string name) => new() { Name = name, MimeType = "image/png", Buffer = SampleFiles.Png };

    private static string Text(string key) => Words.Of<ViolationTexts>(key);
}
