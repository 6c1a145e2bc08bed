using Domain.Devices;
using Domain.Scoring;

namespace Workflows.Scoring;

/// <summary>What was read of a card, before its devices have names.</summary>
internal sealed record CardDraft(RankingRow Row, Scorecard Card, IReadOnlyList<ScoreSnapshot> Snapshots, IReadOnlyList<ScoreCorrection> Corrections)
{
    /// <summary>What the present score was made of. Corrections of earlier months that came after the close are not in it until somebody corrects this card.</summary>
    private readonly ScoreFacts _facts = ScoreCorrection.Apply(
        Card.Facts, [.. Corrections.Where(c => c.DecidedAt <= Card.ComputedAt)]);

    private readonly IReadOnlyList<ScoreChange> _changes = Snapshots.Count < 2 ? [] : ScoreChange.Between(Snapshots[^2].Items, Snapshots[^1].Items);

    /// <summary>Every device that the view names.</summary>
    public IEnumerable<long> DeviceIds =>
    [
        .. _facts.Checks.SelectMany(c => c.Offline).Select(d => d.DeviceId),
        .. _facts.Outages.Select(o => o.DeviceId),
        .. Card.Deductions.Where(d => d.DeviceId != null).Select(d => d.DeviceId!.Value),
        .. _changes.Where(c => c.Evidence.DeviceId != null).Select(c => c.Evidence.DeviceId!.Value),
        .. Corrections.Where(c => c.DeviceId != null).Select(c => c.DeviceId!.Value),
    ];

    public ScorecardView View(IReadOnlyDictionary<long, EvidenceDevice> devices, int? rulesSince, bool canCompare)
    {
        var deductions = Card.Deductions.OrderBy(d => d.Ordinal).Select(d => d.Facts).ToList();
        return new ScorecardView(
            Row, Card.Rules, rulesSince, Card.Digest, Card.ComputedAt, Card.ClosedAt, Card.CorrectedAt,
            [.. _facts.Checks.Select(c => new CheckView(
                c.At, c.InService, deductions.Where(d => d.Evidence.CheckedAt == c.At).Sum(d => d.Points),
                [.. c.Offline.Select(d => new CheckedDevice(devices[d.DeviceId], d.Since, d.Cause))]))],
            [.. _facts.Outages.Select(o => Outage(o, deductions, devices))],
            [.. deductions.Where(d => d.Evidence.Kind is DeductionKind.MainStream or DeductionKind.SubStream).Select(d => new StreamView(
                devices[d.Evidence.DeviceId!.Value], d.Evidence.Kind == DeductionKind.MainStream ? StreamKind.Main : StreamKind.Sub, d.Measured, d.Beside, d.From, d.Points))],
            (_facts.Streams.Count(s => s.Main != null), _facts.Streams.Count(s => s.Sub != null)), deductions,
            [.. _changes.Select(c => ScorecardReader.Change(c, devices))], Snapshots.Count < 2 ? null : Snapshots[^2].AsOf, [.. Snapshots.Select(s => new RunPoint(s.AsOf, s.Score))],
            [.. Corrections.Select(c => new CorrectionView(
                c.Evidence, c.DeviceId is { } id ? devices[id] : null, c.RecoveredAt, c.Width is { } w && c.Height is { } h ? new StreamSize(w, h) : null, c.Reason,
                c.DecidedByName, c.DecidedAt))],
            canCompare);
    }

    private OutageView Outage(OutageFacts outage, List<Deduction> deductions, IReadOnlyDictionary<long, EvidenceDevice> devices)
    {
        var (until, days, charged) = ScoreComputation.Counted(outage, Card.Period, Card.AsOf);
        return new OutageView(
            outage.OutageId, devices[outage.DeviceId], outage.NoticeSentAt, until, outage.RecoveredAt is null, days, charged,
            deductions.Where(d => d.Evidence.OutageId == outage.OutageId).Sum(d => d.Points));
    }
}
