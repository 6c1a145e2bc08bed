using Domain;
using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Access;

/// <summary>Which applications somebody sees: those of the sites that are visible, a supplier's own, and drafts only for those who write them.</summary>
internal static class AccessScope
{
    public static IQueryable<AccessApplication> VisibleTo(this IQueryable<AccessApplication> applications, PortalDbContext db, Actor actor)
    {
        var organization = actor.OrganizationId;
        // A page may be older than the end of its reader's membership.
        var standing = Memberships.Standing(db, actor);
        applications = applications.Where(_ => standing.Any());
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

    /// <summary>The form with which a site was connected last; null if it never was.</summary>
    public static async Task<AccessForm?> ConnectedFormAsync(PortalDbContext db, long siteId, CancellationToken cancellationToken) =>
        (await db.Set<AccessApplication>().AsNoTracking().Where(a => a.SiteId == siteId && a.Status == AccessStatus.Connected)
            .OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken))?.Form;

    /// <summary>The key under which the engine knows an application.</summary>
    public static string BusinessKey(long applicationId) => new CaseKey(AccessSubmission.DefinitionKey, applicationId).ToString();

    /// <summary>Holds an item of this chain for one of the given steps.</summary>
    /// <exception cref="DomainException">As ProcessEngine.HoldAsync; work-item.not-yours also for an item of another step or chain.</exception>
    public static async Task<HeldItem> HoldAsync(
        PortalDbContext db, long workItemId, Actor actor, IReadOnlyCollection<string> nodes, CancellationToken cancellationToken)
    {
        var held = await ProcessEngine.HoldAsync(db, workItemId, actor, cancellationToken);
        return held.Item.DefinitionKey == AccessSubmission.DefinitionKey && nodes.Contains(held.Item.NodeId)
            ? held
            : throw new DomainException("work-item.not-yours");
    }

    /// <summary>The application of a business key.</summary>
    public static long ApplicationId(string businessKey) => CaseKey.Parse(businessKey).Id;
}
