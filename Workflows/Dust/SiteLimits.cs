using Domain.Dust;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>The limits that hold at sites: the site's own, else its city's, else those of the standards.</summary>
internal static class SiteLimits
{
    public static async Task<IReadOnlyDictionary<long, DustLimits>> OfAsync(PortalDbContext db, IReadOnlyCollection<long> siteIds, CancellationToken cancellationToken)
    {
        var sites = await db.Set<Site>().Where(s => siteIds.Contains(s.Id)).Select(s => new { s.Id, s.RegionCode }).ToListAsync(cancellationToken);
        var cities = sites.Select(s => CityOf(s.RegionCode)).Distinct().ToList();
        var sets = await db.Set<DustLimitSet>().AsNoTracking()
            .Where(s => siteIds.Contains(s.SiteId!.Value) || cities.Contains(s.CityCode!)).ToListAsync(cancellationToken);
        return sites.ToDictionary(site => site.Id, site =>
        {
            var city = sets.Find(set => set.CityCode == CityOf(site.RegionCode))?.Limits ?? DustLimits.Default;
            return sets.Find(set => set.SiteId == site.Id)?.Limits.Or(city) ?? city;
        });
    }

    /// <summary>The city that a county belongs to; of a city itself that city.</summary>
    public static string CityOf(string regionCode) =>
        RegionCode.TryParse(regionCode, out var region) && region is { Level: RegionLevel.County, Parent: { } city } ? city.Value : regionCode;
}
