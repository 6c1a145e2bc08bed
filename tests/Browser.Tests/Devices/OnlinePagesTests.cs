using Browser.Tests.Running;
using Domain.Access;
using Domain.Devices;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Testing.Devices;
using Testing.Dust;
using Workflows.Devices;

namespace Browser.Tests.Devices;

/// <summary>Days of a site's devices, settled by the running portal, in both languages, on a desk and on a phone.</summary>
public sealed class OnlinePagesTests(Visitors visitors) : IClassFixture<Visitors>
{
    private const int Days = 3;

    [Theory]
    [InlineData("zh-CN", 1440, "light")]
    [InlineData("en", 1440, "dark")]
    [InlineData("zh-CN", 390, "dark")]
    [InlineData("en", 390, "light")]
    public async Task Pages_OfOnlineState_AreReadableAndNoWiderThanTheWindow(string language, int width, string theme)
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var devices = await HistoryAsync(site);

        await using var officer = await visitors.SignInAsync(world.CountyOfficer, language, width, theme: theme);
        foreach (var (path, name) in new[]
        {
            ($"/devices/{devices[0].Id}", "week"), ($"/devices/{devices[1].Id}?view=day", "day"), ($"/devices/{devices[2].Id}?view=month", "month"), ("/devices", "list"),
            ($"/outages?site={site.Id}", "outages"), ("/online", "rates"), ($"/sites/{site.Id}", "site"),
        })
        {
            await officer.SettleAsync(path);
            (await officer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, path);
            await officer.ShouldBeAccessibleAsync();
            await officer.PictureAsync($"online-{name}-{language}-{width}-{theme}");
        }

        await officer.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await officer.SettleAsync($"/devices/{devices[0].Id}");
        await officer.PictureAsync($"online-print-{language}-{width}-{theme}");

        officer.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outage_ReportedByItsSupplierFromTheKeyboard_WaitsToBeSeen()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        await HistoryAsync(site);

        await using var supplier = await visitors.SignInAsync(world.Supplier);
        await supplier.GoAsync($"/outages?site={site.Id}");
        var report = supplier.Page.GetByRole(AriaRole.Button, new() { Name = "上报恢复" }).First;
        // Focus and key in one: a page that has just come moves the focus to its heading.
        await report.PressAsync("Enter");
        await supplier.Page.Locator("dialog[open] textarea").FillAsync("更换电源");
        await supplier.ShouldBeAccessibleAsync();
        await supplier.PictureAsync("online-report");
        await supplier.Page.Locator("dialog[open] button.primary").ClickAsync();

        await supplier.Page.GetByText("更换电源").WaitForAsync();
    }

    /// <summary>Five devices; an hour ago the last of them fell silent, and for a while the portal was.</summary>
    private async Task<List<Device>> HistoryAsync(Site site)
    {
        var world = visitors.Portal.World;
        var start = visitors.Portal.Now.AddDays(-Days);
        List<Device> devices = [];
        for (var i = 0; i < Traffic.DevicesPerSite; i++) devices.Add(await world.MonitorAsync(site, kind: DeviceKind.GateDome));
        await using (var db = world.Open())
        {
            await world.Get<DeviceService>().PutInAsync(db, new ChangeService { DeviceIds = devices.ConvertAll(d => d.Id), At = start, Reason = ServiceReason.Connected });
            await db.SaveChangesAsync();
            // As submitted ones have; pages name a device's application by it.
            var applications = devices.ConvertAll(d => d.ApplicationId!.Value);
            await db.Set<AccessApplication>().Where(a => applications.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Number, x => "JR" + x.Id));
        }

        await world.Database.AddAsync(new PlatformOutage(start.AddHours(30), start.AddHours(32)));
        var silent = visitors.Portal.Now.AddHours(-1);
        var sent = Traffic.Of(1, Days * 24 * 60 * devices.Count, start, seed: 4)
            .Where(r => r.At < visitors.Portal.Now.AddMinutes(3) && (r.At < silent || r.Device < devices.Count - 1)).ToList();
        foreach (var group in sent.Chunk(5_000)) await Traffic.StoreAsync(world, world.Get<BulkWriter>(), devices[0].Id, devices, group);
        for (var patience = 120; patience > 0 && !await SettledAsync(devices); patience--) await Task.Delay(500);
        (await SettledAsync(devices)).ShouldBeTrue("the portal settles what was stored");
        return devices;
    }

    private async Task<bool> SettledAsync(List<Device> devices)
    {
        var (ids, now) = (devices.ConvertAll(d => d.Id), visitors.Portal.Now);
        await using var db = visitors.Portal.World.Open();
        return !await db.Set<SignalWindow>().AnyAsync(w => ids.Contains(w.DeviceId) && w.From <= now)
            && await db.Set<DeviceOutage>().AnyAsync(o => o.DeviceId == ids[ids.Count - 1] && o.RecoveredAt == null);
    }
}
