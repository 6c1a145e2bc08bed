using Domain;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Scoring;

/// <summary>Cards as those read them who may (<see cref="ScorecardScope"/>).</summary>
public sealed class Scorecards(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>How far a trend looks back.</summary>
    private const int TrendMonths = 12;

    /// <summary>The cards of a month, the best first. A supplier's people see their own alone, of every city.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="month">Null for the newest that has cards.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null where there are no cards at all.</returns>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<Ranking?> RankingAsync(Actor actor, ScoreMonth? month = null, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ScorecardScope.Readers, cancellationToken);
        var visible = ScorecardScope.Ranked(db, actor);
        var months = await visible.Select(c => c.Month).Distinct().OrderByDescending(m => m).ToListAsync(cancellationToken);
        if (months.Count == 0 && month is null) return null;
        var number = month?.Number ?? months[0];
        var rows = await ScorecardReader.RowsAsync(db, actor, visible.Where(c => c.Month == number), cancellationToken);
        var cities = rows.Select(r => r.CityId).Distinct().ToList();
        var closedAt = await db.Set<ScoreClose>().Where(c => c.Month == number && cities.Contains(c.CityId)).Select(c => (DateTimeOffset?)c.At).MaxAsync(cancellationToken);
        return new Ranking(ScoreMonth.FromNumber(number), months.ConvertAll(ScoreMonth.FromNumber), rows, closedAt);
    }

    /// <summary>One card with its evidence.</summary>
    /// <exception cref="DomainException">actor.not-allowed; scoring.unknown: not there, or not for this reader.</exception>
    public async Task<ScorecardView> ReadAsync(Actor actor, long cardId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ScorecardScope.Openers, cancellationToken);
        var found = await ScorecardReader.CardsAsync(db, actor, ScorecardScope.Open(db, actor).Where(c => c.Id == cardId), cancellationToken);
        return found is [var card] ? card : throw new DomainException("scoring.unknown");
    }

    /// <summary>All cards of a month with their evidence, by rank: what the month's workbook is made of.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<ScorecardView>> OfMonthAsync(Actor actor, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ScorecardScope.Openers, cancellationToken);
        var number = month.Number;
        return await ScorecardReader.CardsAsync(db, actor, ScorecardScope.Open(db, actor).Where(c => c.Month == number), cancellationToken);
    }

    /// <summary>As the other one, for a job that no person calls.</summary>
    internal async Task<IReadOnlyList<ScorecardView>> OfMonthAsync(long cityId, ScoreMonth month, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var number = month.Number;
        return await ScorecardReader.CardsAsync(db, actor: null, db.Set<Scorecard>().AsNoTracking().Where(c => c.CityId == cityId && c.Month == number), cancellationToken);
    }

    /// <summary>The scores of a card's supplier in its city, of the card's month and the eleven before it.</summary>
    /// <exception cref="DomainException">actor.not-allowed, scoring.unknown.</exception>
    public async Task<IReadOnlyList<TrendPoint>> TrendAsync(Actor actor, long cardId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ScorecardScope.Openers, cancellationToken);
        var visible = ScorecardScope.Open(db, actor);
        var card = await visible.Where(c => c.Id == cardId).Select(c => new { c.CityId, c.SupplierId, c.Month }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("scoring.unknown");
        var first = ScoreMonth.FromNumber(card.Month).Add(1 - TrendMonths).Number;
        var rows = await visible.Where(c => c.CityId == card.CityId && c.SupplierId == card.SupplierId && c.Month >= first && c.Month <= card.Month)
            .OrderBy(c => c.Month).Select(c => new { c.Id, c.Month, c.Score, c.State, c.Threshold }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new TrendPoint(r.Id, ScoreMonth.FromNumber(r.Month), r.Score, r.Threshold, r.State));
    }

    /// <summary>The last twelve months with cards that the actor reads, the oldest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<MonthPoint>> MonthsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, ScorecardScope.Readers, cancellationToken);
        var rows = await ScorecardScope.Ranked(db, actor).GroupBy(c => c.Month)
            .Select(g => new { Month = g.Key, Suppliers = g.Count(), Below = g.Count(c => c.Score < c.Threshold), Mean = g.Average(c => (double)c.Score), Threshold = g.Max(c => c.Threshold) })
            .OrderByDescending(m => m.Month).Take(TrendMonths).ToListAsync(cancellationToken);
        rows.Reverse();
        return rows.ConvertAll(r => new MonthPoint(ScoreMonth.FromNumber(r.Month), r.Suppliers, r.Below, r.Mean, r.Threshold));
    }

    /// <summary>Computes a card again from what the raw data now say of the same month up to the same instant, by the same rules, and changes nothing.</summary>
    /// <exception cref="DomainException">actor.not-allowed, scoring.unknown.</exception>
    public async Task<ScoreComparison> CompareAsync(Actor actor, long cardId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.CityOfficer], cancellationToken);
        var card = await ScorecardScope.Open(db, actor).Include(c => c.Deductions).SingleOrDefaultAsync(c => c.Id == cardId, cancellationToken)
            ?? throw new DomainException("scoring.unknown");
        var stored = new ScoreResult(card.Score, [.. card.Deductions.OrderBy(d => d.Ordinal).Select(d => d.Facts)]);
        var found = await new FactsReader(db, actor.RegionCode, card.Period, card.AsOf).ReadAsync(card.SupplierId, cancellationToken);
        var facts = found.GetValueOrDefault(card.SupplierId) ?? new ScoreFacts { Month = card.Month, AsOf = card.AsOf, Checks = [], Outages = [], Streams = [] };
        var corrections = await db.Set<ScoreCorrection>().AsNoTracking()
            .Where(c => c.CityId == card.CityId && c.SupplierId == card.SupplierId && c.Month <= card.Month).ToListAsync(cancellationToken);
        var result = ScoreComputation.Of(ScoreCorrection.Apply(facts, corrections), card.Rules);
        var digest = ScoreDigest.Of(card.Rules, facts, result);
        var changes = ScoreChange.Between(Items(stored), Items(result));
        return new ScoreComparison(
            card.Score, result.Score, ScoreDigest.Of(card.Rules, card.Facts, stored) == card.Digest, digest == card.Digest, card.Digest, digest,
            await ScorecardReader.ChangesAsync(db, changes, cancellationToken));
    }

    private static IReadOnlyList<SnapshotItem> Items(ScoreResult result) =>
        [.. result.Deductions.Select(d => new SnapshotItem(d.Evidence, d.Points, d.Measured, d.Beside))];
}
