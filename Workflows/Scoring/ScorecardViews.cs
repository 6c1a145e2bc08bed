using Domain.Devices;
using Domain.Scoring;

namespace Workflows.Scoring;

/// <summary>A card in a month's ranking.</summary>
/// <param name="Rank">From 1 among all cards of the city and month; equal scores have equal ranks. Of a supplier's own cards 0: others' are not told.</param>
/// <param name="Change">Against the weekly run before the last one; null where there was none.</param>
/// <param name="InService">Devices in service at the last check; null before the first.</param>
/// <param name="Points">Deducted in the groups of annex 7, in their order.</param>
/// <param name="CanOpen">The reader may open the card.</param>
public sealed record RankingRow(
    long Id, int Rank, long SupplierId, string SupplierName, long CityId, string CityName, ScoreMonth Month, int Score, int Threshold, int? Change,
    int? InService, IReadOnlyList<int> Points, ScorecardState State, DateTimeOffset AsOf, int? ScoreAtClose, bool CanOpen)
{
    public bool Below => Score < Threshold;
}

/// <summary>A month's cards.</summary>
/// <param name="Month">The month asked for; the newest with cards where none was.</param>
/// <param name="Months">All that have cards, the newest first.</param>
/// <param name="ClosedAt">When they were frozen; null while they are not.</param>
public sealed record Ranking(ScoreMonth Month, IReadOnlyList<ScoreMonth> Months, IReadOnlyList<RankingRow> Rows, DateTimeOffset? ClosedAt);

/// <summary>A device as evidence names it.</summary>
public sealed record EvidenceDevice(long Id, string Position, DeviceKind Kind, string Code, long SiteId, string SiteName);

/// <summary>A device that was offline at a check, and since when it was (the interval that shows it).</summary>
public sealed record CheckedDevice(EvidenceDevice Device, DateTimeOffset Since, OfflineCause Cause);

/// <summary>A weekly check.</summary>
/// <param name="Points">What it deducts; 0 where it does not.</param>
public sealed record CheckView(DateTimeOffset At, int InService, int Points, IReadOnlyList<CheckedDevice> Offline);

/// <summary>An outage whose notice was sent.</summary>
/// <param name="From">When the notice was sent.</param>
/// <param name="Until">The recovery, or the instant up to which it was counted.</param>
/// <param name="StillOpen">It was not over at that instant.</param>
/// <param name="Days">Begun days.</param>
/// <param name="ChargedDays">Those that earlier months have charged.</param>
public sealed record OutageView(
    long OutageId, EvidenceDevice Device, DateTimeOffset From, DateTimeOffset Until, bool StillOpen, int Days, int ChargedDays, int Points);

/// <summary>A stream that is too small.</summary>
public sealed record StreamView(EvidenceDevice Device, StreamKind Stream, int Width, int Height, DateTimeOffset Since, int Points);

/// <summary>Why a score is another one than at the run before.</summary>
/// <param name="Device">Of everything but a check.</param>
/// <param name="Points">What it adds to the score; below 0 where it takes away.</param>
/// <param name="Before">Null for a new deduction.</param>
/// <param name="After">Null for one that no longer stands.</param>
public sealed record ChangeView(Evidence Evidence, EvidenceDevice? Device, int Points, SnapshotItem? Before, SnapshotItem? After);

/// <summary>A decided correction.</summary>
public sealed record CorrectionView(
    Evidence Evidence, EvidenceDevice? Device, DateTimeOffset? RecoveredAt, StreamSize? Size, string Reason, string DecidedByName, DateTimeOffset DecidedAt);

/// <summary>The score of a month in a trend.</summary>
public sealed record TrendPoint(long Id, ScoreMonth Month, int Score, int Threshold, ScorecardState State);

/// <summary>A month's scores in a trend.</summary>
/// <param name="Below">How many were below their threshold.</param>
/// <param name="Mean">Of all scores.</param>
public sealed record MonthPoint(ScoreMonth Month, int Suppliers, int Below, double Mean, int Threshold);

/// <summary>A run's score.</summary>
public sealed record RunPoint(DateTimeOffset AsOf, int Score);

/// <summary>One card (S2 annex 7) with every deduction's evidence.</summary>
/// <param name="Changes">Against the run before the last.</param>
/// <param name="ChangedSince">The instant of that run; null where there was none.</param>
/// <param name="Measured">Devices whose main and sub streams were measured.</param>
/// <param name="CanCompare">The reader may recompute it.</param>
public sealed record ScorecardView(
    RankingRow Card, ScoreRules Rules, int? RulesSince, string Digest, DateTimeOffset ComputedAt, DateTimeOffset? ClosedAt, DateTimeOffset? CorrectedAt,
    IReadOnlyList<CheckView> Checks, IReadOnlyList<OutageView> Outages, IReadOnlyList<StreamView> Streams, (int Main, int Sub) Measured,
    IReadOnlyList<Deduction> Deductions, IReadOnlyList<ChangeView> Changes, DateTimeOffset? ChangedSince, IReadOnlyList<RunPoint> Runs,
    IReadOnlyList<CorrectionView> Corrections, bool CanCompare);

/// <summary>A card beside what its raw data say now.</summary>
/// <param name="Intact">The stored digest is that of the stored rules, facts and result: nothing was changed by hand.</param>
/// <param name="Same">Recomputed as of the same instant, rules, facts and result are the same to the byte.</param>
/// <param name="Differences">What would be deducted otherwise; may be empty though the facts differ.</param>
public sealed record ScoreComparison(int Score, int Recomputed, bool Intact, bool Same, string Digest, string RecomputedDigest, IReadOnlyList<ChangeView> Differences);
