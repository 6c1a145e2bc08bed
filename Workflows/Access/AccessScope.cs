using Domain;
using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Access;

/// <summary>Which applications somebody sees: those of the sites that are visible, a supplier's own, and drafts only for those who write them.</summary>
internal static class AccessScope
{
    public static IQueryable<AccessApplication> VisibleTo(this IQueryable<AccessApplication> applications, PortalDbContext db, Actor actor)
    {
        var organization = actor.OrganizationId;
        if (actor.OrganizationKind == OrganizationKind.Supplier)
            return applications.Where(a => a.SupplierId == organization && (a.Number != null || a.Status == AccessStatus.Draft));

        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return applications.Where(a => (a.Number != null || a.ContractorId == organization) && sites.Any(s => s.Id == a.SiteId));
    }

    /// <summary>The application, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">access.unknown.</exception>
    public static async Task<AccessApplication> RequireAsync(
        this IQueryable<AccessApplication> applications, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await applications.VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new DomainException("access.unknown");

    /// <summary>The key under which the engine knows an application.</summary>
    public static string BusinessKey(long applicationId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"access:{applicationId}");

    /// <summary>The application of a business key.</summary>
    public static long ApplicationId(string businessKey) => long.Parse(businessKey.AsSpan("access:".Length), System.Globalization.CultureInfo.InvariantCulture);
}
