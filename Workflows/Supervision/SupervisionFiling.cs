using Domain;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Supervision;

/// <summary>The project manager files and signs a notice.</summary>
public sealed record FileSupervisionNotice
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required SupervisionKind Kind { get; init; }
    public required SupervisionForm Form { get; init; }
}

/// <summary>A site that a notice can be filed for, and which kinds fit it now.</summary>
public sealed record SupervisedSite(long Id, string Name, IReadOnlyList<SupervisionKind> Kinds);

/// <summary>What contractors do: filing and withdrawing.</summary>
public sealed class SupervisionFiling(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    private static readonly Role[] Filers = [Role.ProjectManager];

    /// <summary>The contractor's sites, by name, each with the kinds that fit it; sites for which none fits are left out.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<SupervisedSite>> SitesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        var today = Today();
        var sites = await db.Set<Site>().AsNoTracking().Where(VisibleSites.For(actor))
            .OrderBy(s => s.Name).Select(s => new { s.Id, s.Name, s.State }).ToListAsync(cancellationToken);
        var ids = sites.ConvertAll(s => s.Id);
        var notices = (await db.Set<SupervisionNotice>().AsNoTracking()
            .Where(n => ids.Contains(n.SiteId) && (n.Status == SupervisionStatus.UnderReview || n.Status == SupervisionStatus.Issued))
            .ToListAsync(cancellationToken)).ToLookup(n => n.SiteId);
        return [.. sites.Select(s => new SupervisedSite(s.Id, s.Name, Fitting(s.State, [.. notices[s.Id]], today))).Where(s => s.Kinds.Count > 0)];
    }

    /// <returns>The notice's id.</returns>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, access.no-regulator, access.no-operator, and those of the aggregate and the engine.</exception>
    public Task<long> FileAsync(FileSupervisionNotice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryFileAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, supervision.unknown, supervision.decided, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
            var notice = await db.Set<SupervisionNotice>().RequireAsync(db, actor, id, cancellationToken);
            if (notice.ContractorId != actor.OrganizationId) throw new DomainException("actor.not-allowed");
            notice.Withdraw(time.GetUtcNow());
            await engine.CancelAsync(
                db, new CancelProcess { BusinessKey = SupervisionScope.BusinessKey(id), Actor = actor, Reason = CaseComment.Of(reason) }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }, cancellationToken);

    private async Task<long> TryFileAsync(FileSupervisionNotice request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        var site = await db.Set<Site>().Include(s => s.Participants).Where(VisibleSites.For(actor))
            .SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken) ?? throw new DomainException("site.unknown");
        var standing = await SupervisionStandings.ReadAsync(db, site.Id, noticeId: null, Today(), cancellationToken);
        var notice = new SupervisionNotice(request.Kind, request.Form, site, standing, actor, time.GetUtcNow());
        await db.AddAsync(notice, cancellationToken);
        // Saving the site too makes two who file at once meet: the second finds the first one's notice pending.
        db.Entry(site).Property(s => s.Name).IsModified = true;
        await engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = SupervisionScope.Key,
            BusinessKey = SupervisionScope.BusinessKey(notice.Id),
            SiteId = site.Id,
            RegionCode = site.RegionCode,
            Subject = site.Name,
            Parties = await SiteParties.ReadAsync(db, site, cancellationToken),
            Actor = actor,
            Comment = request.Form.Reason!.Trim(),
        }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return notice.Id;
    }

    private static IReadOnlyList<SupervisionKind> Fitting(SiteState state, List<SupervisionNotice> notices, DateOnly today)
    {
        var inForce = notices.FindAll(n => n.InForceOn(today));
        var standing = new SupervisionStanding
        {
            Suspension = inForce.Find(n => n.Kind == SupervisionKind.Suspension),
            Terminated = inForce.Exists(n => n.Kind == SupervisionKind.Termination),
            Pending = notices.Exists(n => n.Status == SupervisionStatus.UnderReview),
        };
        return [.. Enum.GetValues<SupervisionKind>().Where(kind => standing.Fits(kind) && (state != SiteState.Left || kind != SupervisionKind.Suspension))];
    }

    private DateOnly Today() => WorkingCalendar.ShanghaiDate(time.GetUtcNow());
}
