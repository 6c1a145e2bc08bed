using Domain.Audit;
using Domain.Dust;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Dust;
using Workflows.Dust;
using static Testing.Refusals;

namespace Workflows.Tests.Dust;

public sealed class LimitBookTests
{
    [Fact]
    public async Task Set_CityAndSite_HoldInThatOrder()
    {
        await using var world = await PortalWorld.CreateAsync();
        await world.MonitorAsync();
        var book = world.Get<LimitBook>();
        (await book.CityAsync(world.CountyOfficer)).ShouldBe(new CityLimitsView(PortalWorld.City, DustLimits.Default, IsSet: false, CanChange: false));

        await book.SetCityAsync(world.CityOfficer, new DustLimits { Pm10 = 120, Tsp = 250 });
        await book.SetSiteAsync(world.CountyOfficer, world.Site.Id, new DustLimits { Tsp = 100 });

        (await book.CityAsync(world.CityOfficer)).Limits.ShouldBe(new DustLimits { Pm10 = 120, Tsp = 250 });
        var site = await book.SiteAsync(world.ProjectManager, world.Site.Id);
        (site.Own, site.InForce, site.CanChange).ShouldBe((new DustLimits { Tsp = 100 }, new DustLimits { Pm10 = 120, Tsp = 100 }, false));
        await using var db = world.Open();
        (await db.Set<AuditEntry>().OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()).ShouldBe(["organization.dust-limits", "site.dust-limits"]);
    }

    [Fact]
    public async Task Set_ByOthers_IsRefused()
    {
        await using var world = await PortalWorld.CreateAsync();
        await world.MonitorAsync();
        var book = world.Get<LimitBook>();

        foreach (var other in new[] { world.CountyOfficer, world.Operator, world.Supplier, world.ProjectManager, world.Administrator })
            await RefusedAsync("actor.not-allowed", () => book.SetCityAsync(other, DustLimits.Default));
        foreach (var other in new[] { world.Operator, world.Supplier, world.ProjectManager, world.Administrator, world.NeighbourSupplier })
            await RefusedAsync("actor.not-allowed", () => book.SetSiteAsync(other, world.Site.Id, DustLimits.Default));
        foreach (var neighbour in new[] { world.NeighbourCountyOfficer, world.NeighbourCityOfficer })
            await RefusedAsync("site.unknown", () => book.SetSiteAsync(neighbour, world.Site.Id, DustLimits.Default));
        await RefusedAsync("site.unknown", () => book.SiteAsync(world.NeighbourProjectManager, world.Site.Id));
    }

    /// <summary>What one city sets is nothing to another's sites.</summary>
    [Fact]
    public async Task Set_OfAnotherCity_DoesNotTouchTheSite()
    {
        await using var world = await PortalWorld.CreateAsync();
        await world.MonitorAsync();

        await world.Get<LimitBook>().SetCityAsync(world.NeighbourCityOfficer, new DustLimits { Pm10 = 1 });

        (await world.Get<LimitBook>().SiteAsync(world.CityOfficer, world.Site.Id)).InForce.ShouldBe(DustLimits.Default);
        (await world.Get<LimitBook>().CityAsync(world.NeighbourCityOfficer)).CityCode.ShouldBe(PortalWorld.OtherCity);
    }
}
