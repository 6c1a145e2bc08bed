using System.Linq.Expressions;
using Domain.Organizations;

namespace Domain.Sites;

/// <summary>
/// Who sees which sites (domain-rules "Who sees what"), decided here and nowhere else. Everything that hangs on a site - applications,
/// devices, files, exports, maps - is read through it.
/// </summary>
public static class VisibleSites
{
    /// <summary>A predicate that a database can run: true for the sites that <paramref name="actor"/> may see.</summary>
    public static Expression<Func<Site, bool>> For(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var organization = actor.OrganizationId;
        if (actor.StandIn is { SiteId: var only }) return site => site.Id == only && site.Participants.Any(p => p.OrganizationId == organization);
        switch (actor.OrganizationKind)
        {
            case OrganizationKind.CityRegulator or OrganizationKind.Operator:
                return In(actor.RegionCode);
            case OrganizationKind.CountyRegulator:
                var county = actor.RegionCode;
                return site => site.RegionCode == county;
            case OrganizationKind.Owner or OrganizationKind.Contractor or OrganizationKind.Supervisor
                or OrganizationKind.LaborCompany or OrganizationKind.SpecialtyContractor or OrganizationKind.Supplier:
                return site => site.Participants.Any(p => p.OrganizationId == organization);
            case OrganizationKind.Administration:
                return _ => false;
            default:
                throw new ArgumentOutOfRangeException(nameof(actor), actor.OrganizationKind, null);
        }
    }

    /// <summary>The sites of a city and of whatever else is a region: all that lie in it.</summary>
    public static Expression<Func<Site, bool>> In(string? region)
    {
        var prefix = Within(region);
        return site => site.RegionCode.StartsWith(prefix);
    }

    /// <summary>With what the region codes of a city's sites begin. A prefecture 440800 holds 4408xx; a municipality 310000 holds 31xxxx. No region: nothing.</summary>
    public static string Within(string? region) => region switch
    {
        null or "" => "-",
        _ when region.EndsWith("0000", StringComparison.Ordinal) => region[..2],
        _ when region.EndsWith("00", StringComparison.Ordinal) => region[..4],
        _ => region,
    };
}
