using Domain;
using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;
using Workflows.Organizations;
using Workflows.Sites;

namespace Workflows.Inability;

/// <summary>The project manager files and signs a statement.</summary>
public sealed record FileInabilityStatement
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required InabilityForm Form { get; init; }
}

/// <summary>The project manager changes a statement that is back with the contractor, and signs it again.</summary>
public sealed record ResubmitInabilityStatement
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }
    public required InabilityForm Form { get; init; }
}

/// <summary>A site that a statement can be filed for.</summary>
public sealed record UnconnectedSite(long Id, string Name);

/// <summary>What contractors do: filing, filing again, withdrawing.</summary>
public sealed class InabilityFiling(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    private static readonly Role[] Filers = [Role.ProjectManager];

    /// <summary>The contractor's sites that are not connected and have no open statement, by name.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<UnconnectedSite>> SitesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        return await db.Set<Site>().Where(VisibleSites.For(actor)).Where(s => s.State != SiteState.Connected && s.State != SiteState.Left)
            .Where(s => !Open(db).Any(o => o.SiteId == s.Id))
            .OrderBy(s => s.Name).Select(s => new UnconnectedSite(s.Id, s.Name)).ToListAsync(cancellationToken);
    }

    /// <returns>The statement's id.</returns>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, access.no-regulator, access.no-operator, and those of the aggregate and the engine.</exception>
    public Task<long> FileAsync(FileInabilityStatement request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryFileAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, inability.unknown, those of the aggregate, of <see cref="ProcessEngine.HoldAsync"/> and the engine.</exception>
    public Task ResubmitAsync(ResubmitInabilityStatement request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryResubmitAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, inability.unknown, inability.decided, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var statement = await OwnAsync(db, actor, id, cancellationToken);
            statement.Withdraw(time.GetUtcNow());
            await engine.CancelAsync(
                db, new CancelProcess { BusinessKey = InabilityScope.BusinessKey(id), Actor = actor, Reason = CaseComment.Of(reason) }, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }, cancellationToken);

    private async Task<long> TryFileAsync(FileInabilityStatement request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        var site = await SiteCases.RequireAsync(db, actor, request.SiteId, cancellationToken);
        var another = await AnotherAsync(db, site, cancellationToken);
        var now = time.GetUtcNow();
        var statement = new InabilityStatement(request.Form, site, another, actor, WorkingCalendar.ShanghaiDate(now), now);
        await db.AddAsync(statement, cancellationToken);
        var start = await SiteCases.StartAsync(db, site, InabilityScope.KeyOf(statement.Id), actor, request.Form.Reason!.Trim(), cancellationToken);
        await engine.SubmitAsync(db, start, "submit", FiledContent.Of(statement.Form), cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return statement.Id;
    }

    private async Task TryResubmitAsync(ResubmitInabilityStatement request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var statement = await OwnAsync(db, actor, request.Id, cancellationToken);
        var held = await ProcessEngine.HoldAtAsync(db, InabilityScope.BusinessKey(statement.Id), [InabilityChain.Submission], actor, cancellationToken);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            var now = time.GetUtcNow();
            statement.Resubmit(request.Form, await AnotherAsync(db, statement.Site, cancellationToken), actor, WorkingCalendar.ShanghaiDate(now), now);
            await engine.CompleteAsync(
                db, new CompleteItem { Held = held, Outcome = "submit", Comment = statement.Form.Reason!.Trim(), Content = FiledContent.Of(statement.Form) }, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The contractor's statement, to be changed.</summary>
    private static async Task<InabilityStatement> OwnAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
        var statement = await db.Set<InabilityStatement>().Include(s => s.Site).ThenInclude(s => s.Participants).RequireAsync(db, actor, id, cancellationToken);
        return statement.ContractorId == actor.OrganizationId ? statement : throw new DomainException("actor.not-allowed");
    }

    /// <summary>Whether another statement of the site is open. The site is saved too, so that of two who file at once the second finds the first one's.</summary>
    private static async Task<bool> AnotherAsync(PortalDbContext db, Site site, CancellationToken cancellationToken)
    {
        db.Entry(site).Property(s => s.Name).IsModified = true;
        return await Open(db).AnyAsync(s => s.SiteId == site.Id, cancellationToken);
    }

    private static IQueryable<InabilityStatement> Open(PortalDbContext db) =>
        db.Set<InabilityStatement>().Where(s => s.Status == InabilityStatus.UnderReview || s.Status == InabilityStatus.Accepted);
}
