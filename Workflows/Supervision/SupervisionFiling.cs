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

/// <summary>The project manager changes a notice that is back with the contractor, and signs it again.</summary>
public sealed record ResubmitSupervisionNotice
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }
    public required SupervisionForm Form { get; init; }
}

/// <summary>A site that a notice can be filed for, and which kinds fit it now.</summary>
public sealed record SupervisedSite(long Id, string Name, IReadOnlyList<SupervisionKind> Kinds);

/// <summary>What contractors do: filing, filing again, withdrawing.</summary>
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

    /// <exception cref="DomainException">actor.not-allowed, supervision.unknown, those of the aggregate, of <see cref="ProcessEngine.HoldAsync"/> and the engine.</exception>
    public Task ResubmitAsync(ResubmitSupervisionNotice request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryResubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, supervision.unknown, supervision.decided, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var notice = await OwnAsync(db, actor, id, cancellationToken);
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
        var site = await SiteCases.RequireAsync(db, actor, request.SiteId, cancellationToken);
        var standing = await StandingAsync(db, site, noticeId: null, cancellationToken);
        var notice = new SupervisionNotice(request.Kind, request.Form, site, standing, actor, time.GetUtcNow());
        await db.AddAsync(notice, cancellationToken);
        var start = await SiteCases.StartAsync(db, site, SupervisionScope.KeyOf(notice.Id), actor, request.Form.Reason!.Trim(), cancellationToken);
        await engine.SubmitAsync(db, start, "submit", FiledContent.Of(notice.Form), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return notice.Id;
    }

    private async Task TryResubmitAsync(ResubmitSupervisionNotice request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var notice = await OwnAsync(db, actor, request.Id, cancellationToken);
        var held = await ProcessEngine.HoldAtAsync(db, SupervisionScope.BusinessKey(notice.Id), [SupervisionChain.Submission], actor, cancellationToken);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            notice.Resubmit(request.Form, await StandingAsync(db, notice.Site, notice.Id, cancellationToken), actor, time.GetUtcNow());
            await engine.CompleteAsync(
                db, new CompleteItem { Held = held, Outcome = "submit", Comment = notice.Form.Reason!.Trim(), Content = FiledContent.Of(notice.Form) }, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The contractor's notice, to be changed.</summary>
    private static async Task<SupervisionNotice> OwnAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        var notice = await db.Set<SupervisionNotice>().Include(n => n.Site).ThenInclude(s => s.Participants).RequireAsync(db, actor, id, cancellationToken);
        return notice.ContractorId == actor.OrganizationId ? notice : throw new DomainException("actor.not-allowed");
    }

    /// <summary>What the notice meets. The site is saved too, so that of two who file at once the second finds the first one's notice pending.</summary>
    private Task<SupervisionStanding> StandingAsync(PortalDbContext db, Site site, long? noticeId, CancellationToken cancellationToken)
    {
        db.Entry(site).Property(s => s.Name).IsModified = true;
        return SupervisionStandings.ReadAsync(db, site.Id, noticeId, Today(), cancellationToken);
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
