using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Relocation;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Relocation;

/// <summary>Which applications somebody sees: those of the sites that are visible, a supplier those with devices of its own, and drafts only their contractor.</summary>
internal static class RelocationScope
{
    /// <summary>Who fills in the form.</summary>
    public static readonly Role[] Writers = [Role.ProjectManager, Role.SiteClerk];

    public static IQueryable<RelocationApplication> VisibleTo(this IQueryable<RelocationApplication> applications, PortalDbContext db, Actor actor)
    {
        var organization = actor.OrganizationId;
        // A page may be older than the end of its reader's membership.
        var standing = Memberships.Standing(db, actor);
        applications = applications.Where(a => standing.Any() && (a.Number != null || a.ContractorId == organization));
        if (actor.OrganizationKind == OrganizationKind.Supplier)
            return applications.Where(a => a.Items.Any(i => db.Set<Device>().Any(d => d.Id == i.DeviceId && d.SupplierId == organization)));

        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return applications.Where(a => sites.Any(s => s.Id == a.SiteId));
    }

    /// <summary>The application, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">relocation.unknown.</exception>
    public static async Task<RelocationApplication> RequireAsync(
        this IQueryable<RelocationApplication> applications, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await applications.VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new DomainException("relocation.unknown");

    /// <summary>The application to be changed by its contractor's people.</summary>
    /// <exception cref="DomainException">actor.not-allowed, relocation.unknown.</exception>
    public static async Task<RelocationApplication> OwnAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, Writers, cancellationToken);
        var application = await db.Set<RelocationApplication>().Include(a => a.Items).Include(a => a.Site).ThenInclude(s => s.Participants)
            .RequireAsync(db, actor, id, cancellationToken);
        return application.ContractorId == actor.OrganizationId ? application : throw new DomainException("relocation.unknown");
    }

    /// <summary>The key under which the engine knows an application.</summary>
    public static string BusinessKey(long applicationId) => new CaseKey(RelocationSubmission.DefinitionKey, applicationId).ToString();

    /// <summary>The application of a business key.</summary>
    public static long ApplicationId(string businessKey) => CaseKey.Parse(businessKey).Id;
}
