using Domain.Devices;
using Domain.Organizations;

namespace Domain.Scoring;

/// <summary>What is decided about an evidence: nothing but the evidence means that it is struck.</summary>
public sealed record CorrectedEvidence
{
    /// <summary>Which one. Of an offline rate the device is one that was not offline; without a device none was.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>When an outage really ended.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>What a stream really measured.</summary>
    public StreamSize? Size { get; init; }
}

/// <summary>
/// The result of an appeal: an evidence of a closed month is struck or is another one. Rules are never touched. An outage that is corrected stays so in
/// the months after; a check and a stream are of one month.
/// </summary>
public sealed class ScoreCorrection
{
    public const int ReasonLength = 500;

    public long Id { get; private set; }

    public long CityId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary><see cref="ScoreMonth.Number"/>.</summary>
    public int Month { get; private set; }

    public DeductionKind Kind { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    public long? DeviceId { get; private set; }

    public long? OutageId { get; private set; }

    public DateTimeOffset? RecoveredAt { get; private set; }

    public int? Width { get; private set; }

    public int? Height { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The appeal's case; null where there was none.</summary>
    public long? CaseId { get; private set; }

    public long DecidedBy { get; private set; }

    public string DecidedByName { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    private ScoreCorrection()
    {
    }

    /// <exception cref="DomainException">scoring.correction-reason-required, field.too-long.</exception>
    /// <exception cref="ArgumentException">The evidence does not name what its kind points at.</exception>
    public ScoreCorrection(Scorecard card, CorrectedEvidence corrected, string reason, long? caseId, Actor decidedBy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(corrected);
        ArgumentNullException.ThrowIfNull(decidedBy);
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("scoring.correction-reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        var evidence = corrected.Evidence;
        var named = evidence.Kind switch
        {
            DeductionKind.OfflineRate => evidence.CheckedAt is not null,
            DeductionKind.OutageHandling => evidence.OutageId is not null,
            _ => evidence.DeviceId is not null,
        };
        if (!named) throw new ArgumentException("A correction names its evidence.", nameof(corrected));
        (CityId, SupplierId, Month) = (card.CityId, card.SupplierId, card.Month);
        (Kind, CheckedAt, DeviceId, OutageId) = (evidence.Kind, evidence.CheckedAt, evidence.DeviceId, evidence.OutageId);
        (RecoveredAt, Width, Height) = (corrected.RecoveredAt, corrected.Size?.Width, corrected.Size?.Height);
        Reason = reason.Trim();
        CaseId = caseId;
        (DecidedBy, DecidedByName, DecidedAt) = (decidedBy.AccountId, decidedBy.Name, now);
    }

    public Evidence Evidence => new(Kind, CheckedAt, DeviceId, OutageId);

    /// <summary>The facts as they are after what was decided, later decisions over earlier ones.</summary>
    public static ScoreFacts Apply(ScoreFacts facts, IReadOnlyCollection<ScoreCorrection> corrections)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(corrections);
        return corrections.OrderBy(c => c.DecidedAt).ThenBy(c => c.Id).Aggregate(facts, (now, c) => c.AppliedTo(now));
    }

    private ScoreFacts AppliedTo(ScoreFacts facts) => Kind switch
    {
        DeductionKind.OutageHandling when facts.Month >= Month => facts with { Outages = [.. facts.Outages.SelectMany(Outage)] },
        _ when facts.Month != Month => facts,
        DeductionKind.OfflineRate => facts with { Checks = [.. facts.Checks.Select(Check)] },
        DeductionKind.MainStream => facts with { Streams = [.. facts.Streams.Select(s => s.DeviceId == DeviceId ? s with { Main = Stream(s.Main) } : s)] },
        DeductionKind.SubStream => facts with { Streams = [.. facts.Streams.Select(s => s.DeviceId == DeviceId ? s with { Sub = Stream(s.Sub) } : s)] },
        _ => facts,
    };

    private MondayCheck Check(MondayCheck check) =>
        check.At != CheckedAt ? check : check with { Offline = [.. check.Offline.Where(d => DeviceId is not null && d.DeviceId != DeviceId)] };

    private IEnumerable<OutageFacts> Outage(OutageFacts outage)
    {
        if (outage.OutageId != OutageId) return [outage];
        return RecoveredAt is null ? [] : [outage with { RecoveredAt = RecoveredAt }];
    }

    private MeasuredSize? Stream(MeasuredSize? stream) =>
        stream is null || Width is not { } width || Height is not { } height ? null : stream with { Width = width, Height = height };
}
