using Domain.Devices;
using Domain.Scoring;

namespace Workflows.Reports;

/// <summary>The scorecards of a month in a city, as a workbook says them.</summary>
public sealed record MonthReport
{
    /// <summary>Name of the city regulator.</summary>
    public required string City { get; init; }

    public required ScoreMonth Month { get; init; }

    /// <summary>By rank.</summary>
    public required IReadOnlyList<ReportCard> Cards { get; init; }

    /// <summary>Whether every card is frozen.</summary>
    public bool Closed => Cards.All(card => card.Closed);

    /// <summary>When the last of the cards was computed, UTC.</summary>
    public DateTimeOffset ComputedAt => Cards.Max(card => card.ComputedAt);
}

/// <summary>A supplier's card.</summary>
public sealed record ReportCard
{
    public required long Id { get; init; }

    public required string Supplier { get; init; }

    /// <summary>From 1; equal scores share one.</summary>
    public required int Rank { get; init; }

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

    public int Deducted(DeductionKind kind) => Deductions.Where(d => d.Kind == kind).Sum(d => d.Facts.Points);
}

/// <summary>A deduction with what it points at.</summary>
/// <param name="Facts">What was taken off, and why.</param>
/// <param name="Device">Null for an offline rate.</param>
/// <param name="Offline">Of an offline rate: the devices that were offline.</param>
public sealed record ReportDeduction(Deduction Facts, ReportDevice? Device, IReadOnlyList<ReportOffline> Offline)
{
    public DeductionKind Kind => Facts.Evidence.Kind;
}

/// <summary>A device that was offline at a check.</summary>
/// <param name="Device">Which.</param>
/// <param name="Since">UTC.</param>
/// <param name="Cause">Why.</param>
public sealed record ReportOffline(ReportDevice Device, DateTimeOffset Since, OfflineCause Cause);

/// <summary>A device as a reader knows it.</summary>
public sealed record ReportDevice(string Site, string Position, string Code);
