using System.Globalization;
using Browser.Tests.Running;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Accounts;
using Portal.Insights;
using Portal.Terms;
using Testing;
using Testing.Access;
using Testing.Devices;

namespace Browser.Tests.Insights;

/// <summary>A regulator goes from figures to what they count, hangs a screen on a wall, and anybody reads what is published.</summary>
public sealed class OverviewJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private static int _filled;

    private PortalWorld World => visitors.Portal.World;

    [Fact]
    public async Task Overview_OfACity_LeadsFromFiguresToListsAndSites_AndOnToTheWall()
    {
        var sites = await FillAsync();
        var director = await World.PersonAsync(OrganizationKind.CityRegulator, Role.CityOfficer, PortalWorld.City);
        await visitors.Portal.GivePasswordsAsync();
        await using var desk = await visitors.SignInAsync(director);
        var page = desk.Page;

        // The figure, and the list that it counts.
        await desk.SettleAsync(DashboardPage.Address);
        await desk.ShouldBeAccessibleAsync();
        await desk.PictureAsync("overview-zh-CN-1440-light");
        var tile = page.Locator(".tile", new() { HasText = Words.Of<TermTexts>("SiteStanding.Connected") });
        var count = int.Parse(await tile.Locator(".tile-count").InnerTextAsync(), CultureInfo.InvariantCulture);
        count.ShouldBeGreaterThanOrEqualTo(sites.Count);
        await tile.Locator("a").ClickAsync();
        await Assertions.Expect(page.Locator(".list tbody tr")).ToHaveCountAsync(count);

        // The map: a cluster opens by the keyboard, a site's sign leads to it.
        await desk.SettleAsync(DashboardPage.Address);
        await Assertions.Expect(page.Locator(".map-frame .site-cluster").First).ToBeVisibleAsync();
        var sign = page.Locator(".map-frame .leaflet-marker-icon[role=link]").First;
        for (var step = 0; step < 5 && await sign.CountAsync() == 0; step++) await page.Locator(".map-frame .leaflet-marker-icon[role=button]").First.PressAsync("Enter");
        await Assertions.Expect(sign.Locator(".site-sign")).ToBeVisibleAsync();
        await sign.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/sites/", StringComparison.Ordinal));

        // The wall: all in one sight on either screen, without a link, through a lost connection, and over with the role.
        await desk.SettleAsync(DashboardPage.Address);
        var address = await page.Locator("a[href^='/wall/']").GetAttributeAsync("href");
        await using var wall = await visitors.VisitAsync(width: 1920, height: 1080);
        await wall.Page.Clock.InstallAsync();
        foreach (var (width, height) in new[] { (3840, 2160), (1920, 1080) })
        {
            await wall.Page.SetViewportSizeAsync(width, height);
            await wall.SettleAsync(address!);
            (await wall.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")).ShouldBeTrue($"{width} x {height}");
            await wall.PictureAsync($"wall-{width}");
        }

        (await wall.Page.Locator("main a").CountAsync()).ShouldBe(0);
        await wall.ShouldBeAccessibleAsync();
        await wall.Page.Context.SetOfflineAsync(true);
        await wall.Page.Clock.FastForwardAsync(60_000);
        await Assertions.Expect(wall.Page.Locator(".wall-lost")).ToBeVisibleAsync();
        await Assertions.Expect(wall.Page.Locator(".tile-count").First).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
        await wall.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(wall.Page.Locator(".wall-lost")).ToBeHiddenAsync();
        await World.EndMembershipAsync(director);
        await wall.Page.Clock.FastForwardAsync(60_000);
        await Assertions.Expect(wall.Page.Locator("h1")).ToHaveTextAsync(Words.Of<InsightTexts>("WallOver"));

        desk.ScriptErrors.Concat(wall.ScriptErrors).ShouldBeEmpty();
    }

    [Fact]
    public async Task Overview_OfACounty_OnAPhoneInTheDark_FitsAndIsReadable()
    {
        await FillAsync();
        await using var officer = await visitors.SignInAsync(World.CountyOfficer, "en", 390, 844, theme: "dark");

        await officer.SettleAsync(DashboardPage.Address);

        (await officer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await officer.ShouldBeAccessibleAsync();
        await officer.PictureAsync("overview-en-390-dark");
        await officer.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await officer.PictureAsync("overview-print");
        officer.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Notice_FromTheSignInPage_IsReadByAnybody_InBothLanguagesOnScreenAndPaper()
    {
        await FillAsync();
        var today = WorkingCalendar.ShanghaiDate(visitors.Portal.Now);
        await World.Database.AddAsync(new SupplierRestriction(
            World.NeighbourSupplier.OrganizationId, RestrictionKind.Suspended, today, today.AddMonths(6), "Scores.", World.CityOfficer, visitors.Portal.Now));

        foreach (var (language, width) in new[] { ("zh-CN", 1440), ("en", 390) })
        {
            await using var reader = await visitors.VisitAsync(language, width, width == 390 ? 844 : 900);
            var page = reader.Page;
            await page.GotoAsync(SignInPage.Address);
            await page.Locator("a[href='/public']").ClickAsync();
            await reader.ShouldBeAccessibleAsync();
            await page.Locator($"a[href='/public/{PortalWorld.City}']").ClickAsync();
            await Assertions.Expect(page.Locator("#restrictions")).ToContainTextAsync(World.NeighbourSupplier.OrganizationName);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
            await reader.ShouldBeAccessibleAsync();
            await reader.PictureAsync($"notice-{language}-{width}");
            // The switches lead back here.
            await page.Locator("a[href^='/preferences/theme/dark']").ClickAsync();
            await Assertions.Expect(page.Locator("html[data-theme=dark] #restrictions")).ToBeVisibleAsync();
            await reader.ShouldBeAccessibleAsync();
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            await reader.PictureAsync($"notice-print-{language}-{width}");
            reader.ScriptErrors.ShouldBeEmpty();
        }
    }

    /// <summary>Connected sites with devices around the town, and an application on its way.</summary>
    private async Task<IReadOnlyList<Site>> FillAsync()
    {
        World.Clock.MoveTo(visitors.Portal.Now);
        List<Site> sites = [];
        for (var i = 0; i < 6; i++)
        {
            var site = await World.SiteAsync();
            sites.Add(site);
            await new Signals(World).DevicesAsync(1, site);
            await using var db = World.Open();
            var (longitude, latitude) = (110.2 + (sites.Count * 0.02) + (_filled * 0.007), 21.2 + (i * 0.01));
            await db.Set<Device>().Where(d => d.SiteId == site.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Longitude, longitude).SetProperty(x => x.Latitude, latitude));
            await db.Set<Site>().Where(s => s.Id == site.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
        }

        await new AccessWalk(World).SubmittedAsync(await World.SiteAsync());
        _filled++;
        return sites;
    }
}
