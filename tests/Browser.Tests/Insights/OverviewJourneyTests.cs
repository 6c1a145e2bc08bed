using Browser.Tests.Running;
using Domain.Calendar;
using Domain.Devices;
using Domain.Sites;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Accounts;
using Portal.Insights;
using Testing;
using Testing.Access;
using Testing.Devices;

namespace Browser.Tests.Insights;

/// <summary>A regulator reads the overview, and anybody what is published.</summary>
public sealed class OverviewJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    private static int _filled;

    private PortalWorld World => visitors.Portal.World;

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
    private async Task FillAsync()
    {
        World.Clock.MoveTo(visitors.Portal.Now);
        for (var i = 0; i < 6; i++)
        {
            var site = await World.SiteAsync();
            await new Signals(World).DevicesAsync(1, site);
            await using var db = World.Open();
            var (longitude, latitude) = (110.2 + (i * 0.02) + (_filled * 0.007), 21.2 + (i * 0.01));
            await db.Set<Device>().Where(d => d.SiteId == site.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Longitude, longitude).SetProperty(x => x.Latitude, latitude));
            await db.Set<Site>().Where(s => s.Id == site.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
        }

        await new AccessWalk(World).SubmittedAsync(await World.SiteAsync());
        _filled++;
    }
}
