using Domain;
using Domain.Dismantling;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Dismantling;

/// <summary>Which notices somebody sees: those of the sites that are visible, drafts only their contractor. A supplier sees none: they are no business of devices.</summary>
internal static class CraneNoticeScope
{
    /// <summary>Who fills in the form.</summary>
    public static readonly Role[] Writers = [Role.ProjectManager, Role.SiteClerk];

    public static IQueryable<CraneNotice> VisibleTo(this IQueryable<CraneNotice> notices, PortalDbContext db, Actor actor)
    {
        if (actor.OrganizationKind == OrganizationKind.Supplier) return notices.Where(_ => false);
        var organization = actor.OrganizationId;
        // A page may be older than the end of its reader's membership.
        var standing = Memberships.Standing(db, actor);
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return notices.Where(n => standing.Any() && (n.Number != null || n.ContractorId == organization) && sites.Any(s => s.Id == n.SiteId));
    }

    /// <summary>The notice, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">crane.unknown.</exception>
    public static async Task<CraneNotice> RequireAsync(
        this IQueryable<CraneNotice> notices, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await notices.VisibleTo(db, actor).SingleOrDefaultAsync(n => n.Id == id, cancellationToken) ?? throw new DomainException("crane.unknown");

    /// <summary>The notice to be changed by its contractor's people.</summary>
    /// <exception cref="DomainException">actor.not-allowed, crane.unknown.</exception>
    public static async Task<CraneNotice> OwnAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, Writers, cancellationToken);
        var notice = await db.Set<CraneNotice>().Include(n => n.Site).ThenInclude(s => s.Participants).RequireAsync(db, actor, id, cancellationToken);
        return notice.ContractorId == actor.OrganizationId ? notice : throw new DomainException("crane.unknown");
    }

    /// <summary>The key under which the engine knows a notice.</summary>
    public static string BusinessKey(long noticeId) => new CaseKey(CraneNoticeSubmission.DefinitionKey, noticeId).ToString();

    /// <summary>The notice of a business key.</summary>
    public static long NoticeId(string businessKey) => CaseKey.Parse(businessKey).Id;
}
