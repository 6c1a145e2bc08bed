using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Scoring;

/// <summary>Makes views of cards that somebody may see; whether they may is the caller's to decide.</summary>
internal static class ScorecardReader
{
    /// <param name="actor">Null for a job.</param>
    public static async Task<IReadOnlyList<RankingRow>> RowsAsync(PortalDbContext db, Actor? actor, IQueryable<Scorecard> cards, CancellationToken cancellationToken)
    {
        var rows = await (
            from card in cards
            join supplier in db.Set<Organization>() on card.SupplierId equals supplier.Id
            join city in db.Set<Organization>() on card.CityId equals city.Id
            select new Found
            {
                Id = card.Id,
                SupplierId = card.SupplierId,
                SupplierName = supplier.Name,
                CityId = card.CityId,
                CityName = city.Name,
                Month = card.Month,
                Score = card.Score,
                State = card.State,
                AsOf = card.AsOf,
                ScoreAtClose = card.ScoreAtClose,
                Threshold = card.Threshold,
                InService = card.InService,
                // A supplier's people are not told how others did.
                Better = db.Set<Scorecard>().Count(c => c.CityId == card.CityId && c.Month == card.Month && c.Score > card.Score),
                Points = card.Deductions.Select(d => new KindPoints { Kind = d.Kind, Points = d.Points }).ToList(),
            }).AsSplitQuery().ToListAsync(cancellationToken);
        var before = await BeforeAsync(db, rows.ConvertAll(r => r.Id), cancellationToken);
        return [.. rows.OrderByDescending(r => r.Score).ThenBy(r => r.SupplierName, StringComparer.Ordinal).ThenBy(r => r.Id).Select(r => new RankingRow(
            r.Id, actor?.Role == Role.SupplierStaff ? 0 : r.Better + 1, r.SupplierId, r.SupplierName, r.CityId, r.CityName, ScoreMonth.FromNumber(r.Month), r.Score, r.Threshold,
            before.TryGetValue(r.Id, out var last) ? r.Score - last.Score : null, r.InService,
            [.. Enum.GetValues<DeductionKind>().Select(kind => r.Points.Where(p => p.Kind == kind).Sum(p => p.Points))], r.State, r.AsOf, r.ScoreAtClose,
            actor is null || ScorecardScope.Openers.Contains(actor.Role)))];
    }

    public static async Task<IReadOnlyList<ScorecardView>> CardsAsync(PortalDbContext db, Actor? actor, IQueryable<Scorecard> cards, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(db, actor, cards, cancellationToken);
        var full = await cards.Include(c => c.Deductions).ToDictionaryAsync(c => c.Id, cancellationToken);
        var ids = full.Keys.ToList();
        var snapshots = (await db.Set<ScoreSnapshot>().AsNoTracking().Where(s => ids.Contains(s.ScorecardId)).OrderBy(s => s.AsOf).ToListAsync(cancellationToken))
            .ToLookup(s => s.ScorecardId);
        var (cities, suppliers) = (rows.Select(r => r.CityId).Distinct().ToList(), rows.Select(r => r.SupplierId).Distinct().ToList());
        var corrections = await db.Set<ScoreCorrection>().AsNoTracking().Where(c => cities.Contains(c.CityId) && suppliers.Contains(c.SupplierId))
            .OrderBy(c => c.DecidedAt).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var sets = full.Values.Where(c => c.RuleSetId != null).Select(c => c.RuleSetId!.Value).Distinct().ToList();
        var since = await db.Set<ScoreRuleSet>().Where(r => sets.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.FirstMonth, cancellationToken);
        var drafts = rows.Select(row => new CardDraft(row, full[row.Id], [.. snapshots[row.Id]],
            corrections.FindAll(c => c.CityId == row.CityId && c.SupplierId == row.SupplierId && c.Month <= row.Month.Number))).ToList();
        var devices = await DevicesAsync(db, drafts.SelectMany(d => d.DeviceIds), cancellationToken);
        return [.. drafts.Select(d => d.View(devices, d.Card.RuleSetId is { } set ? since[set] : null, actor?.Role == Role.CityOfficer))];
    }

    public static async Task<IReadOnlyList<ChangeView>> ChangesAsync(PortalDbContext db, IReadOnlyList<ScoreChange> changes, CancellationToken cancellationToken)
    {
        var devices = await DevicesAsync(db, changes.Where(c => c.Evidence.DeviceId != null).Select(c => c.Evidence.DeviceId!.Value), cancellationToken);
        return [.. changes.Select(c => Change(c, devices))];
    }

    internal static ChangeView Change(ScoreChange change, IReadOnlyDictionary<long, EvidenceDevice> devices) =>
        new(change.Evidence, change.Evidence.DeviceId is { } id ? devices[id] : null, change.Points, change.Before, change.After);

    private static async Task<Dictionary<long, EvidenceDevice>> DevicesAsync(PortalDbContext db, IEnumerable<long> devices, CancellationToken cancellationToken)
    {
        var ids = devices.Distinct().ToList();
        return await (
            from device in db.Set<Device>()
            where ids.Contains(device.Id)
            join site in db.Set<Site>() on device.SiteId equals site.Id
            select new EvidenceDevice(device.Id, device.Position, device.Kind, device.Code, site.Id, site.Name)).ToDictionaryAsync(d => d.Id, cancellationToken);
    }

    /// <summary>Of each card the run before its last one.</summary>
    private static async Task<Dictionary<long, (DateTimeOffset AsOf, int Score)>> BeforeAsync(PortalDbContext db, List<long> cards, CancellationToken cancellationToken)
    {
        var runs = await db.Set<ScoreSnapshot>().Where(s => cards.Contains(s.ScorecardId)).OrderBy(s => s.AsOf)
            .Select(s => new { s.ScorecardId, s.AsOf, s.Score }).ToListAsync(cancellationToken);
        return runs.GroupBy(r => r.ScorecardId).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.Select(r => (r.AsOf, r.Score)).ElementAt(g.Count() - 2));
    }

    private sealed class KindPoints
    {
        public required DeductionKind Kind { get; init; }
        public required int Points { get; init; }
    }

    private sealed class Found
    {
        public required long Id { get; init; }
        public required long SupplierId { get; init; }
        public required string SupplierName { get; init; }
        public required long CityId { get; init; }
        public required string CityName { get; init; }
        public required int Month { get; init; }
        public required int Score { get; init; }
        public required ScorecardState State { get; init; }
        public required DateTimeOffset AsOf { get; init; }
        public required int? ScoreAtClose { get; init; }
        public required int Threshold { get; init; }
        public required int? InService { get; init; }
        public required int Better { get; init; }
        public required List<KindPoints> Points { get; init; }
    }
}
