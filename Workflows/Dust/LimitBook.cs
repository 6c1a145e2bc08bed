using Domain;
using Domain.Audit;
using Domain.Dust;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Dust;

/// <summary>Authorities set the limits: the city for all its sites, city or county for one site.</summary>
public sealed class LimitBook(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly Role[] CityWriters = [Role.CityOfficer];
    private static readonly Role[] SiteWriters = [Role.CityOfficer, Role.CountyOfficer];

    /// <summary>The limits of the actor's own city.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<CityLimitsView> CityAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SiteWriters, cancellationToken);
        var city = CityOf(actor);
        var set = await db.Set<DustLimitSet>().AsNoTracking().SingleOrDefaultAsync(s => s.CityCode == city, cancellationToken);
        return new CityLimitsView(city, set?.Limits ?? DustLimits.Default, set is not null, actor.Role == Role.CityOfficer);
    }

    /// <summary>What holds at a site, and what is its own of it.</summary>
    /// <exception cref="DomainException">site.unknown.</exception>
    public async Task<SiteLimitsView> SiteAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var site = await SiteOfAsync(db, actor, siteId, cancellationToken);
        var own = await db.Set<DustLimitSet>().AsNoTracking().SingleOrDefaultAsync(s => s.SiteId == siteId, cancellationToken);
        return new SiteLimitsView(own?.Limits ?? new DustLimits(), (await SiteLimits.OfAsync(db, [site.Id], cancellationToken))[site.Id], SiteWriters.Contains(actor.Role));
    }

    /// <exception cref="DomainException">actor.not-allowed, dust.limit-out-of-range, dust.changed-meanwhile.</exception>
    public async Task SetCityAsync(Actor actor, DustLimits limits, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, CityWriters, cancellationToken);
        var city = CityOf(actor);
        var set = await db.Set<DustLimitSet>().SingleOrDefaultAsync(s => s.CityCode == city, cancellationToken);
        var before = set?.Limits ?? DustLimits.Default;
        if (set is null) await db.AddAsync(DustLimitSet.OfCity(city, limits), cancellationToken);
        else set.Change(limits);
        Record(db, actor, "organization.dust-limits", new AuditSubject("organization", actor.OrganizationId, actor.OrganizationName), before, limits);
        await SaveAsync(db, cancellationToken);
    }

    /// <param name="actor">City or county, of a site that it sees.</param>
    /// <param name="limits">What is null in it is the city's.</param>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, dust.limit-out-of-range, dust.changed-meanwhile.</exception>
    public async Task SetSiteAsync(Actor actor, long siteId, DustLimits limits, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, SiteWriters, cancellationToken);
        var site = await SiteOfAsync(db, actor, siteId, cancellationToken);
        var set = await db.Set<DustLimitSet>().SingleOrDefaultAsync(s => s.SiteId == siteId, cancellationToken);
        var before = set?.Limits ?? new DustLimits();
        if (set is null) await db.AddAsync(DustLimitSet.OfSite(siteId, limits), cancellationToken);
        else set.Change(limits);
        Record(db, actor, "site.dust-limits", new AuditSubject("site", site.Id, site.Name), before, limits);
        await SaveAsync(db, cancellationToken);
    }

    private void Record(PortalDbContext db, Actor actor, string action, AuditSubject subject, DustLimits before, DustLimits after) =>
        Auditing.Record(db, actor, action, subject, time.GetUtcNow(), Audited(before), Audited(after));

    private static Dictionary<string, object?> Audited(DustLimits limits) => new(StringComparer.Ordinal)
    {
        ["pm25"] = limits.Pm25,
        ["pm10"] = limits.Pm10,
        ["tsp"] = limits.Tsp,
        ["noiseByDay"] = limits.NoiseByDay,
        ["noiseByNight"] = limits.NoiseByNight,
    };

    private static string CityOf(Actor actor) => SiteLimits.CityOf(actor.RegionCode ?? throw new DomainException("actor.not-allowed"));

    private static async Task<Site> SiteOfAsync(PortalDbContext db, Actor actor, long siteId, CancellationToken cancellationToken)
    {
        var monitors = MonitorScope.Of(db, actor);
        return await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == siteId && monitors.Any(m => m.SiteId == s.Id), cancellationToken)
            ?? throw new DomainException("site.unknown");
    }

    private static async Task SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            throw new DomainException("dust.changed-meanwhile");
        }
    }
}

/// <summary>A city's limits.</summary>
/// <param name="IsSet">False: nobody has set any, and those of the standards hold.</param>
public sealed record CityLimitsView(string CityCode, DustLimits Limits, bool IsSet, bool CanChange);

/// <summary>A site's limits.</summary>
/// <param name="Own">What is set for it alone; null in it is the city's.</param>
/// <param name="InForce">What holds.</param>
public sealed record SiteLimitsView(DustLimits Own, DustLimits InForce, bool CanChange);
