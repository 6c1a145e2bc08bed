using Domain;
using Domain.Inability;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Lists;

namespace Workflows.Inability;

/// <summary>Everything that the case page and the printed statement show, for one reader.</summary>
public sealed record InabilityCase
{
    public required long Id { get; init; }
    public required InabilityStatus Status { get; init; }
    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string RegionCode { get; init; }
    public required string ContractorName { get; init; }
    public required InabilityForm Form { get; init; }
    public required string FiledByName { get; init; }
    public required DateTimeOffset FiledAt { get; init; }
    public required string? DecidedByName { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required DateTimeOffset? RemindedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether a violation candidate came of it.</summary>
    public required bool HasCandidate { get; init; }

    /// <summary>Whether the reader may withdraw it now.</summary>
    public required bool MayWithdraw { get; init; }

    /// <summary>Whether the reader may change it and submit it again now.</summary>
    public required bool MayEdit { get; init; }

    public required Progress Progress { get; init; }
}

/// <summary>Which statements are asked for.</summary>
public sealed record InabilityQuery
{
    public string? Text { get; init; }
    public InabilityStatus? Status { get; init; }
    public string? RegionCode { get; init; }
    public long? SiteId { get; init; }

    /// <summary>Those with the nearest promised date first, instead of the newest.</summary>
    public bool ByPromise { get; init; }

    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>A row of the list.</summary>
public sealed record InabilityRow(
    long Id, InabilityStatus Status, string SiteName, string RegionCode, string ContractorName, DateOnly PromisedOn, DateTimeOffset FiledAt);

/// <summary>Reads of statements, each within what the reader may see.</summary>
public sealed class InabilityReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress)
{
    public async Task<PageOf<InabilityRow>> ListAsync(Actor actor, InabilityQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from statement in db.Set<InabilityStatement>().VisibleTo(db, actor).AsNoTracking()
            join contractor in db.Set<Organization>() on statement.ContractorId equals contractor.Id
            select new { statement, statement.Site, Contractor = contractor.Name };
        if (query.Status is { } status) rows = rows.Where(r => r.statement.Status == status);
        if (query.SiteId is { } site) rows = rows.Where(r => r.statement.SiteId == site);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site.Name, like, LikePattern.Escape) || EF.Functions.Like(r.Contractor, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var ordered = query.ByPromise
            ? rows.OrderBy(r => r.statement.PromisedOn).ThenBy(r => r.statement.Id)
            : rows.OrderByDescending(r => r.statement.FiledAt).ThenByDescending(r => r.statement.Id);
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(r => new InabilityRow(
                r.statement.Id, r.statement.Status, r.Site.Name, r.Site.RegionCode, r.Contractor, r.statement.PromisedOn, r.statement.FiledAt))
            .ToListAsync(cancellationToken);
        return new PageOf<InabilityRow>(page, total);
    }

    /// <exception cref="DomainException">inability.unknown: not there, or not for this reader.</exception>
    public async Task<InabilityCase> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var statement = await db.Set<InabilityStatement>().AsNoTracking().Include(s => s.Site).RequireAsync(db, actor, id, cancellationToken);
        var key = InabilityScope.BusinessKey(id);
        return new InabilityCase
        {
            Id = statement.Id,
            Status = statement.Status,
            SiteId = statement.SiteId,
            SiteName = statement.Site.Name,
            RegionCode = statement.Site.RegionCode,
            ContractorName = await db.Set<Organization>().Where(o => o.Id == statement.ContractorId).Select(o => o.Name).SingleAsync(cancellationToken),
            Form = statement.Form,
            FiledByName = statement.FiledByName,
            FiledAt = statement.FiledAt,
            DecidedByName = statement.DecidedByName,
            DecidedAt = statement.DecidedAt,
            RemindedAt = statement.RemindedAt,
            ClosedAt = statement.ClosedAt,
            HasCandidate = await db.Set<ViolationCandidate>().AnyAsync(v => v.Source == key, cancellationToken),
            MayWithdraw = statement.MayWithdraw(actor),
            MayEdit = statement.MayEdit(actor),
            Progress = await progress.ReadAsync(db, InabilityScope.Key, key, actor, cancellationToken),
        };
    }
}
