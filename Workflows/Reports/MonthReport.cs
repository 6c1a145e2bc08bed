using Domain.Devices;
using Domain.Scoring;
using Workflows.Scoring;

namespace Workflows.Reports;

/// <summary>The scorecards of a month in a city, as a workbook says them.</summary>
public sealed record MonthReport
{
    /// <summary>Name of the city regulator.</summary>
    public required string City { get; init; }

    public required ScoreMonth Month { get; init; }

    /// <summary>At least one, by rank.</summary>
    public required IReadOnlyList<ReportCard> Cards { get; init; }

    /// <summary>A ranking without the suppliers' sheets, for those who open no card.</summary>
    public bool SummaryOnly { get; init; }

    /// <summary>Whether every card is frozen.</summary>
    public bool Closed => Cards.All(card => card.Closed);

    /// <summary>When the last of the cards was computed, UTC.</summary>
    public DateTimeOffset ComputedAt => Cards.Max(card => card.ComputedAt);
}

/// <summary>A supplier's card.</summary>
public sealed record ReportCard
{
    public required long Id { get; init; }

    public required string City { get; init; }

    public required ScoreMonth Month { get; init; }

    public required string Supplier { get; init; }

    /// <summary>From 1; equal scores share one. Null where others' are not told.</summary>
    public required int? Rank { get; init; }

    public required int Score { get; init; }

    /// <summary>Of the month before; null when the supplier had none.</summary>
    public required int? ScoreBefore { get; init; }

    public required bool Closed { get; init; }

    /// <summary>Whether an appeal changed it after the close.</summary>
    public required bool Corrected { get; init; }

    /// <summary>Instant of the data, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required DateTimeOffset ComputedAt { get; init; }

    public required ScoreRules Rules { get; init; }

    public required string Digest { get; init; }

    public required IReadOnlyList<ReportDeduction> Deductions { get; init; }

    /// <param name="view">What the pages show of it.</param>
    /// <param name="before">Score of the month before.</param>
    public static ReportCard Of(ScorecardView view, int? before)
    {
        ArgumentNullException.ThrowIfNull(view);
        var card = view.Card;
        return new ReportCard
        {
            Id = card.Id,
            City = card.CityName,
            Month = card.Month,
            Supplier = card.SupplierName,
            Rank = card.Rank == 0 ? null : card.Rank,
            Score = card.Score,
            ScoreBefore = before,
            Closed = card.State == ScorecardState.Closed,
            Corrected = view.CorrectedAt is not null,
            AsOf = card.AsOf,
            ComputedAt = view.ComputedAt,
            Rules = view.Rules,
            Digest = view.Digest,
            Deductions = [.. view.Deductions.Select(deduction => Of(view, deduction))],
        };
    }

    public int Deducted(DeductionKind kind) => Deductions.Where(d => d.Kind == kind).Sum(d => d.Facts.Points);

    private static ReportDeduction Of(ScorecardView view, Deduction deduction)
    {
        var evidence = deduction.Evidence;
        return evidence.Kind switch
        {
            DeductionKind.OfflineRate => new(deduction, null, view.Checks.Single(check => check.At == evidence.CheckedAt).Offline),
            DeductionKind.OutageHandling => new(deduction, view.Outages.Single(outage => outage.OutageId == evidence.OutageId).Device, []),
            var kind => new(deduction, view.Streams.First(s => s.Device.Id == evidence.DeviceId && s.Stream == StreamOf(kind)).Device, []),
        };
    }

    private static StreamKind StreamOf(DeductionKind kind) => kind == DeductionKind.MainStream ? StreamKind.Main : StreamKind.Sub;
}

/// <summary>A deduction with what it points at.</summary>
/// <param name="Facts">What was taken off, and why.</param>
/// <param name="Device">Null for an offline rate.</param>
/// <param name="Offline">Of an offline rate: the devices that were offline.</param>
public sealed record ReportDeduction(Deduction Facts, EvidenceDevice? Device, IReadOnlyList<CheckedDevice> Offline)
{
    public DeductionKind Kind => Facts.Evidence.Kind;
}
