using Domain;
using Domain.Appeals;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Lists;

namespace Workflows.Consequences;

/// <summary>Which consequences are asked for.</summary>
public sealed record ConsequenceQuery
{
    /// <summary>Part of the supplier's name.</summary>
    public string? Text { get; init; }
    public ConsequenceKind? Kind { get; init; }
    public ConsequenceStatus? Status { get; init; }
    public long? SupplierId { get; init; }
    public ScoreMonth? Month { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>A row of the list.</summary>
public sealed record ConsequenceRow(
    long Id, ConsequenceKind Kind, ConsequenceStatus Status, string SupplierName, ScoreMonth Month, int Score, int Count, DateTimeOffset ProposedAt, DateOnly? EffectiveUntil);

/// <summary>A low month that was counted.</summary>
/// <param name="Score">As the card says now; null when there is none any more.</param>
public sealed record CountedMonth(ScoreMonth Month, long? ScorecardId, int? Score);

/// <summary>An appeal against one of the counted months.</summary>
public sealed record CountedAppeal(long Id, ScoreMonth Month, AppealStatus Status);

/// <summary>Everything that the case page and the printed notice show, for one reader.</summary>
public sealed record ConsequenceCase
{
    public required long Id { get; init; }
    public required ConsequenceKind Kind { get; init; }
    public required ConsequenceStatus Status { get; init; }
    public required long SupplierId { get; init; }
    public required string SupplierName { get; init; }
    public required string CityName { get; init; }
    public required ScoreMonth Month { get; init; }
    public required long ScorecardId { get; init; }
    public required int Score { get; init; }
    public required int SuspensionMonths { get; init; }
    public required IReadOnlyList<CountedMonth> Counted { get; init; }
    public required IReadOnlyList<CountedAppeal> Appeals { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }
    public required DateTimeOffset AppealUntil { get; init; }
    public required string? DecidedByName { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required DateOnly? EffectiveFrom { get; init; }
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>When what was imposed was lifted early.</summary>
    public required DateTimeOffset? LiftedAt { get; init; }
    public required TalkRecord? Talk { get; init; }
    public required string? RecordedByName { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it cannot be confirmed now; null when it can, or when nobody has to.</summary>
    public required DomainException? ConfirmProblem { get; init; }
    public required Progress Progress { get; init; }
}

/// <summary>Reads of consequences, each within what the reader may see.</summary>
public sealed class ConsequenceReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    public async Task<PageOf<ConsequenceRow>> ListAsync(Actor actor, ConsequenceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from consequence in db.Set<Consequence>().VisibleTo(db, actor).AsNoTracking()
            join supplier in db.Set<Organization>() on consequence.SupplierId equals supplier.Id
            select new { consequence, Supplier = supplier.Name };
        if (query.Kind is { } kind) rows = rows.Where(r => r.consequence.Kind == kind);
        if (query.Status is { } status) rows = rows.Where(r => r.consequence.Status == status);
        if (query.SupplierId is { } id) rows = rows.Where(r => r.consequence.SupplierId == id);
        if (query.Month is { Number: var month }) rows = rows.Where(r => r.consequence.Month == month);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Supplier, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.consequence.Month).ThenByDescending(r => r.consequence.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).ToListAsync(cancellationToken);
        return new PageOf<ConsequenceRow>([.. page.Select(r => Row(r.consequence, r.Supplier))], total);
    }

    /// <exception cref="DomainException">consequence.unknown: not there, or not for this reader.</exception>
    public async Task<ConsequenceCase> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var consequence = await db.Set<Consequence>().AsNoTracking().RequireAsync(db, actor, id, cancellationToken);
        var (city, supplier, months) = (consequence.CityId, consequence.SupplierId, consequence.Counted);
        var names = await db.Set<Organization>().Where(o => o.Id == city || o.Id == supplier).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var cards = await db.Set<Scorecard>().Where(c => c.CityId == city && c.SupplierId == supplier && months.Contains(c.Month))
            .Select(c => new { c.Id, c.Month, c.Score }).ToListAsync(cancellationToken);
        var appeals = await db.Set<Appeal>().Where(a => a.CityId == city && a.SupplierId == supplier && months.Contains(a.Month)).OrderBy(a => a.Id)
            .Select(a => new { a.Id, a.Month, a.Status }).ToListAsync(cancellationToken);
        var lifted = await db.Set<SupplierRestriction>().Where(r => r.ConsequenceId == id).Select(r => r.LiftedAt).FirstOrDefaultAsync(cancellationToken);
        var open = appeals.Exists(a => a.Status is AppealStatus.UnderReview or AppealStatus.Correction);
        return new ConsequenceCase
        {
            Id = id,
            Kind = consequence.Kind,
            Status = consequence.Status,
            SupplierId = supplier,
            SupplierName = names[supplier],
            CityName = names[city],
            Month = ScoreMonth.FromNumber(consequence.Month),
            ScorecardId = consequence.ScorecardId,
            Score = consequence.Score,
            SuspensionMonths = consequence.SuspensionMonths,
            Counted = [.. months.Select(m => (Month: m, Card: cards.Find(c => c.Month == m))).Select(c => new CountedMonth(ScoreMonth.FromNumber(c.Month), c.Card?.Id, c.Card?.Score))],
            Appeals = appeals.ConvertAll(a => new CountedAppeal(a.Id, ScoreMonth.FromNumber(a.Month), a.Status)),
            ProposedAt = consequence.ProposedAt,
            AppealUntil = consequence.AppealUntil,
            DecidedByName = consequence.DecidedByName,
            DecidedAt = consequence.DecidedAt,
            EffectiveFrom = consequence.EffectiveFrom,
            EffectiveUntil = consequence.EffectiveUntil,
            LiftedAt = lifted,
            Talk = consequence.Talk,
            RecordedByName = consequence.RecordedByName,
            ClosedAt = consequence.ClosedAt,
            ConfirmProblem = consequence.Status == ConsequenceStatus.Proposed ? consequence.ConfirmProblem(open, time.GetUtcNow()) : null,
            Progress = await progress.ReadAsync(db, ConsequenceScope.Key, ConsequenceScope.BusinessKey(id), actor, cancellationToken),
        };
    }

    private static ConsequenceRow Row(Consequence c, string supplier) => new(
        c.Id, c.Kind, c.Status, supplier, ScoreMonth.FromNumber(c.Month), c.Score, c.Counted.Count, c.ProposedAt, c.EffectiveUntil);
}
