using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Scoring;

/// <summary>
/// Who reads which cards, decided here: a city regulator its own, a supplier its own. A county regulator reads the ranking of its city, but opens no card:
/// its evidence lies in all counties.
/// </summary>
internal static class ScorecardScope
{
    /// <summary>Who reads rankings.</summary>
    public static readonly Role[] Readers = [Role.CityOfficer, Role.CountyOfficer, Role.SupplierStaff];

    /// <summary>Who opens cards.</summary>
    public static readonly Role[] Openers = [Role.CityOfficer, Role.SupplierStaff];

    /// <summary>The cards in the rankings that the actor reads.</summary>
    public static IQueryable<Scorecard> Ranked(PortalDbContext db, Actor actor)
    {
        var cards = db.Set<Scorecard>().AsNoTracking();
        var organization = actor.OrganizationId;
        switch (actor.Role)
        {
            case Role.CityOfficer:
                return cards.Where(c => c.CityId == organization);
            case Role.SupplierStaff:
                return cards.Where(c => c.SupplierId == organization);
            case Role.CountyOfficer:
                var cities = CitiesOf(actor.RegionCode);
                return cards.Where(c => db.Set<Organization>().Any(o => o.Id == c.CityId && cities.Contains(o.RegionCode)));
            default:
                return cards.Where(_ => false);
        }
    }

    /// <summary>The cards that the actor opens.</summary>
    public static IQueryable<Scorecard> Open(PortalDbContext db, Actor actor) =>
        Openers.Contains(actor.Role) ? Ranked(db, actor) : db.Set<Scorecard>().AsNoTracking().Where(_ => false);

    /// <summary>The regions above a county that a city regulator may answer for: the prefecture, or the municipality.</summary>
    private static string[] CitiesOf(string? county) =>
        county is not { Length: 6 } ? [] : [.. new[] { county, county[..4] + "00", county[..2] + "0000" }.Where(region => county.StartsWith(VisibleSites.Within(region), StringComparison.Ordinal))];
}
