using Domain;
using Domain.Dismantling;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Engine.Shell;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Dismantling;

/// <summary>What a contractor's people do before a notice is filed, and while it is back with them.</summary>
public sealed class CraneNoticeDrafts(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>Drafts that one contractor may have open: more are a program, not a person.</summary>
    private const int MaxDrafts = 100;

    /// <summary>Opens a draft with what the site's access form said already.</summary>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, crane.drafts-too-many, and those of the aggregate.</exception>
    public async Task<long> StartAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, CraneNoticeScope.Writers, cancellationToken);
        var site = await SiteCases.RequireAsync(db, actor, siteId, cancellationToken);
        var drafts = await db.Set<CraneNotice>().CountAsync(n => n.ContractorId == actor.OrganizationId && n.Status == CraneNoticeStatus.Draft, cancellationToken);
        if (drafts >= MaxDrafts) throw new DomainException("crane.drafts-too-many", MaxDrafts);
        var access = await AccessScope.ConnectedFormAsync(db, site.Id, cancellationToken);
        var notice = new CraneNotice(site, actor, new CraneNoticeForm { ContactName = access?.ProjectManagerName, ContactPhone = access?.ProjectManagerPhone }, time.GetUtcNow());
        await db.AddAsync(notice, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return notice.Id;
    }

    /// <returns>The new revision, to be sent with the next save.</returns>
    /// <exception cref="DomainException">actor.not-allowed, crane.unknown, crane.changed-by-other, and those of the aggregate.</exception>
    public async Task<long> SaveAsync(SaveCraneNotice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var notice = await CraneNoticeScope.OwnAsync(db, request.Actor, request.NoticeId, cancellationToken);
        if (notice.Revision != request.Revision) throw new DomainException("crane.changed-by-other");
        notice.SaveForm(request.Form);
        await Contention.NamedAsync("crane.changed-by-other", () => ProcessEngine.SaveAsync(db, held: null, cancellationToken));
        return notice.Revision;
    }
}
