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

/// <summary>A site that a statement can be filed for.</summary>
public sealed record UnconnectedSite(long Id, string Name);

/// <summary>What contractors do: filing and withdrawing.</summary>
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

    /// <exception cref="DomainException">actor.not-allowed, inability.unknown, inability.decided, field.too-long.</exception>
    public Task WithdrawAsync(Actor actor, long id, string? reason, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAtSiteAsync(db, actor, Filers, cancellationToken);
            var statement = await db.Set<InabilityStatement>().RequireAsync(db, actor, id, cancellationToken);
            if (statement.ContractorId != actor.OrganizationId) throw new DomainException("actor.not-allowed");
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
        var site = await db.Set<Site>().Include(s => s.Participants).Where(VisibleSites.For(actor))
            .SingleOrDefaultAsync(s => s.Id == request.SiteId, cancellationToken) ?? throw new DomainException("site.unknown");
        var another = await Open(db).AnyAsync(s => s.SiteId == site.Id, cancellationToken);
        var now = time.GetUtcNow();
        var statement = new InabilityStatement(request.Form, site, another, actor, WorkingCalendar.ShanghaiDate(now), now);
        await db.AddAsync(statement, cancellationToken);
        // Saving the site too makes two who file at once meet: the second finds the first one's statement.
        db.Entry(site).Property(s => s.Name).IsModified = true;
        await engine.StartAsync(db, new StartProcess
        {
            DefinitionKey = InabilityScope.Key,
            BusinessKey = InabilityScope.BusinessKey(statement.Id),
            SiteId = site.Id,
            RegionCode = site.RegionCode,
            Subject = site.Name,
            Parties = await SiteParties.ReadAsync(db, site, cancellationToken),
            Actor = actor,
            Comment = request.Form.Reason!.Trim(),
        }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return statement.Id;
    }

    private static IQueryable<InabilityStatement> Open(PortalDbContext db) =>
        db.Set<InabilityStatement>().Where(s => s.Status == InabilityStatus.UnderReview || s.Status == InabilityStatus.Accepted);
}
