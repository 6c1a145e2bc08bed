using Domain;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Engine.Shell;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Relocation;

/// <summary>What a contractor's people do before an application is submitted, and while it is back with them.</summary>
public sealed class RelocationDrafts(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>Drafts that one contractor may have open: more are a program, not a person.</summary>
    private const int MaxDrafts = 100;

    /// <summary>Opens a draft with what the site's access form said already.</summary>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, relocation.drafts-too-many, and those of the aggregate.</exception>
    public async Task<long> StartAsync(StartRelocation request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, request.Actor, RelocationScope.Writers, cancellationToken);
        var site = await SiteCases.RequireAsync(db, request.Actor, request.SiteId, cancellationToken);
        var drafts = await db.Set<RelocationApplication>()
            .CountAsync(a => a.ContractorId == request.Actor.OrganizationId && a.Status == RelocationStatus.Draft, cancellationToken);
        if (drafts >= MaxDrafts) throw new DomainException("relocation.drafts-too-many", MaxDrafts);
        var access = await AccessScope.ConnectedFormAsync(db, site.Id, cancellationToken);
        var form = new RelocationForm
        {
            ContactName = access?.ProjectManagerName,
            ContactPhone = access?.ProjectManagerPhone,
            VideoInstallationDate = access?.VideoInstallationDate,
        };
        var application = new RelocationApplication(site, request.Kind, request.Actor, form, time.GetUtcNow());
        await db.AddAsync(application, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return application.Id;
    }

    /// <returns>The new revision, to be sent with the next save.</returns>
    /// <exception cref="DomainException">actor.not-allowed, relocation.unknown, relocation.changed-by-other, and those of the aggregate.</exception>
    public async Task<long> SaveAsync(SaveRelocation request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var application = await RelocationScope.OwnAsync(db, request.Actor, request.ApplicationId, cancellationToken);
        if (application.Revision != request.Revision) throw new DomainException("relocation.changed-by-other");
        application.SaveForm(request.Form);
        await Contention.NamedAsync("relocation.changed-by-other", () => ProcessEngine.SaveAsync(db, held: null, cancellationToken));
        return application.Revision;
    }
}
