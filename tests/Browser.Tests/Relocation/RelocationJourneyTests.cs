using Browser.Tests.Running;
using Domain.Devices;
using Domain.Relocation;
using Domain.Sites;
using Microsoft.Playwright;
using Portal.Relocation;
using Portal.Terms;
using Testing.Devices;
using Testing.Relocation;

namespace Browser.Tests.Relocation;

/// <summary>Devices are moved and taken away, by the people whose job each step is.</summary>
[Collection(nameof(SitesPortal))]
public sealed class RelocationJourneyTests(Visitors visitors)
{
    [Fact]
    public async Task Relocation_FromTheClerksFormToItsEffect_MovesTheDeviceAndIsNobodyElses()
    {
        await using var desk = new RelocationDesk(visitors);
        var world = desk.World;
        var site = await world.SiteAsync();
        var devices = await new Signals(world).DevicesAsync(2, site: site, kind: DeviceKind.CraneDome);

        var id = await desk.BeginAsync(world.SiteClerk, site, RelocationKind.Relocation);
        var form = RelocationForms.Move(desk.Walk.Today) with
        {
            Points = [new RelocationPoint { DeviceId = devices[0].Id, NewPosition = "东侧堆场", NewKind = DeviceKind.SiteDome }],
        };
        await desk.FillAsync(world.SiteClerk, id, form);
        await (await desk.AtAsync(world.SiteClerk)).PictureAsync("relocation-form");
        var page = await desk.SignAsync(id);
        await page.WaitForURLAsync($"**/cases/relocation:{id}");

        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager, world.NeighbourSupplier })
        {
            var theirs = await desk.OpenAsync(stranger, "/relocations");
            await Assertions.Expect(theirs.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
            await Assertions.Expect(theirs.Locator("main")).Not.ToContainTextAsync(site.Name);
            theirs = await desk.OpenAsync(stranger, $"/cases/relocation:{id}");
            await Assertions.Expect(theirs.Locator("main")).Not.ToContainTextAsync(site.Name);
            (await theirs.APIRequest.GetAsync($"/relocations/{id}/print")).Status.ShouldBe(404, stranger.Name);
        }

        await desk.ApproveAsync(id);

        await (await desk.AtAsync(world.CityOfficer)).PictureAsync("relocation-case");
        page = await desk.OpenAsync(world.ProjectManager, "/relocations");
        await page.GetByRole(AriaRole.Link, new() { Name = site.Name, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(form.ReconnectionDate!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var moved = await desk.Walk.DeviceAsync(devices[0].Id);
        (moved.Position, moved.Kind).ShouldBe(("东侧堆场", DeviceKind.SiteDome));
        page = (await desk.AtAsync(world.ProjectManager)).Page;
        await page.GotoAsync($"/relocations/{id}/print");
        foreach (var text in new[] { "东侧堆场", "情况属实，同意。", "平台侧已确认。", world.CityOfficer.Name, form.SupervisorName! })
            await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync(text);
        await (await desk.AtAsync(world.ProjectManager)).PictureAsync("relocation-print");
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Removal_OfACraneDevice_IsRefusedWithoutAndAcceptedWithItsNotice()
    {
        await using var desk = new RelocationDesk(visitors);
        var world = desk.World;
        var site = await world.SiteAsync();
        var device = (await new Signals(world).DevicesAsync(1, site: site, kind: DeviceKind.CraneDome))[0];
        var id = await desk.BeginAsync(world.SiteClerk, site, RelocationKind.Removal);
        await desk.FillAsync(world.SiteClerk, id, RelocationForms.Removal(desk.Walk.Today, device.Id));

        var page = await desk.SignAsync(id);
        await Assertions.Expect(page.Locator(".field-message").First).ToContainTextAsync(device.Position);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/edit$"));
        await (await desk.AtAsync(world.ProjectManager)).PictureAsync("removal-refused");

        var notice = await desk.FileCraneNoticeAsync(site, RelocationForms.CraneNotice(desk.Walk.Today));
        await desk.DecideAsync(world.CountyOfficer, $"crane:{notice}", "countyReview", "acknowledge", "予以登记。");
        await (await desk.AtAsync(world.CountyOfficer)).PictureAsync("crane-case");
        page = await desk.SignAsync(id);
        await page.WaitForURLAsync($"**/cases/relocation:{id}");
        await desk.ApproveAsync(id);

        (await desk.Walk.DeviceAsync(device.Id)).RemovedAt.ShouldNotBeNull();
        (await desk.Walk.SiteStateAsync(site)).ShouldBe(SiteState.Left);
        page = await desk.OpenAsync(world.CountyOfficer, $"/cases/relocation:{id}");
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(Words.Of<RelocationTexts>("Ended.RemovalLeft", "").Split('，')[^1]);
        var county = await desk.AtAsync(world.CountyOfficer);
        (await county.Page.APIRequest.GetAsync($"/crane-notices/{notice}/print")).Status.ShouldBe(200);
        foreach (var stranger in new[] { world.NeighbourCountyOfficer, world.NeighbourProjectManager, world.NeighbourSupplier })
        {
            var theirs = await desk.AtAsync(stranger);
            (await theirs.Page.APIRequest.GetAsync($"/crane-notices/{notice}/print")).Status.ShouldBe(404, stranger.Name);
        }

        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Removal_AfterATermination_TakesTheSiteOffThePlatformAndKeepsItOnRecord()
    {
        await using var desk = new RelocationDesk(visitors);
        var world = desk.World;
        var site = await world.SiteAsync();
        var devices = await new Signals(world).DevicesAsync(2, site: site, kind: DeviceKind.GateDome);
        var id = await desk.BeginAsync(world.SiteClerk, site, RelocationKind.Removal);
        await desk.FillAsync(world.SiteClerk, id, RelocationForms.Removal(desk.Walk.Today, [.. devices.Select(d => d.Id)]));
        var page = await desk.SignAsync(id);
        await Assertions.Expect(page.Locator(".field-message").First).ToContainTextAsync(string.Join(" / ", devices.Select(d => d.Position)));

        await desk.Walk.StandstillAsync(site: site);
        page = await desk.SignAsync(id);
        await page.WaitForURLAsync($"**/cases/relocation:{id}");
        await desk.ApproveAsync(id);

        foreach (var device in devices) (await desk.Walk.DeviceAsync(device.Id)).RemovedAt.ShouldNotBeNull();
        page = await desk.OpenAsync(world.CountyOfficer, $"/sites/{site.Id}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Words.Of<TermTexts>("SiteState.Left"));
        await page.GetByRole(AriaRole.Link, new() { Name = Words.Of<RelocationTexts>("SiteRelocations"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = site.Name, Exact = true })).ToBeVisibleAsync();
        desk.ShouldBeWithoutScriptErrors();
    }
}
