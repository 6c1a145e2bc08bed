using Domain;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Sites;

/// <summary>The units that a site's cases are addressed to, by the names that the chains' files give them.</summary>
internal static class SiteParties
{
    /// <summary>contractor, operator, county and city; and, of those that the site has, supervisor and owner.</summary>
    /// <param name="db">The context of the action.</param>
    /// <param name="site">With its participants.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DomainException">access.no-regulator, access.no-operator (the region's code).</exception>
    public static async Task<Dictionary<string, long>> ReadAsync(PortalDbContext db, Site site, CancellationToken cancellationToken)
    {
        var answering = await db.Set<Organization>().AsNoTracking().OrderBy(o => o.Id)
            .Where(o => o.Enabled && (o.Kind == OrganizationKind.CountyRegulator || o.Kind == OrganizationKind.CityRegulator || o.Kind == OrganizationKind.Operator))
            .ToListAsync(cancellationToken);
        var county = answering.Find(o => o.Kind == OrganizationKind.CountyRegulator && o.RegionCode == site.RegionCode)
            ?? throw new DomainException("access.no-regulator", site.RegionCode);
        var parties = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["operator"] = Above(OrganizationKind.Operator, "access.no-operator").Id,
            ["county"] = county.Id,
            ["city"] = Above(OrganizationKind.CityRegulator, "access.no-regulator").Id,
        };
        foreach (var (name, kind) in new[] { ("contractor", OrganizationKind.Contractor), ("supervisor", OrganizationKind.Supervisor), ("owner", OrganizationKind.Owner) })
        {
            if (site.ParticipantId(kind) is { } id) parties[name] = id;
        }

        return parties;

        // City and operator answer for the prefecture or municipality that the county lies in.
        Organization Above(OrganizationKind kind, string code) =>
            answering.Find(o => o.Kind == kind && (o.RegionCode == site.RegionCode[..4] + "00" || o.RegionCode == site.RegionCode[..2] + "0000"))
            ?? throw new DomainException(code, site.RegionCode);
    }
}
