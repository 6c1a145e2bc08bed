using Domain.Devices;

namespace Domain.Scoring;

/// <summary>How the weekly checks of a month make one deduction.</summary>
public enum CheckCombination
{
    /// <summary>Each check deducts for itself.</summary>
    Sum,

    /// <summary>Only the worst one deducts.</summary>
    Worst,
}

/// <summary>From a bound on, so many points are deducted.</summary>
/// <param name="AtLeast">Per cent of devices offline, or whole days of an outage.</param>
/// <param name="Points">0 or more.</param>
public sealed record ScoreTier(int AtLeast, int Points);

/// <summary>
/// The parameters of a scorecard (S2 annex 7, domain-rules). They change only from a month on that has not begun, see <see cref="ScoreRuleSet"/>.
/// </summary>
public sealed record ScoreRules
{
    /// <summary>The guideline's own.</summary>
    public static readonly ScoreRules Annex7 = new()
    {
        OfflineTiers = [new(10, 10), new(20, 20), new(30, 40)],
        Checks = CheckCombination.Sum,
        OutageTiers = [new(4, 10), new(8, 20), new(15, 40)],
        LeastMain = StreamSize.LeastMain,
        MainPoints = 10,
        LeastSub = StreamSize.LeastSub,
        SubPoints = 10,
        Start = 100,
        Floor = 0,
        Threshold = 60,
        TalkAt = 1,
        SuspensionAt = 3,
        BlacklistAt = 6,
        WindowMonths = 12,
        SuspensionMonths = 6,
    };

    /// <summary>By the share of devices in service that are offline at a check, in per cent; ascending. Below the first: nothing.</summary>
    public required IReadOnlyList<ScoreTier> OfflineTiers { get; init; }

    public required CheckCombination Checks { get; init; }

    /// <summary>By the days from an outage's notice to the recovery, begun days counted whole; ascending. Below the first: nothing.</summary>
    public required IReadOnlyList<ScoreTier> OutageTiers { get; init; }

    /// <summary>Pixels; below it in either direction a device's main stream deducts.</summary>
    public required StreamSize LeastMain { get; init; }

    /// <summary>Per device.</summary>
    public required int MainPoints { get; init; }

    public required StreamSize LeastSub { get; init; }

    public required int SubPoints { get; init; }

    /// <summary>With what every month begins.</summary>
    public required int Start { get; init; }

    /// <summary>Below which no score falls.</summary>
    public required int Floor { get; init; }

    /// <summary>A closed month's score below it counts towards the consequences.</summary>
    public required int Threshold { get; init; }

    /// <summary>With how many such months within <see cref="WindowMonths"/> a talk is due.</summary>
    public required int TalkAt { get; init; }

    public required int SuspensionAt { get; init; }

    public required int BlacklistAt { get; init; }

    /// <summary>How many months, ending with the one that is closed, are counted together.</summary>
    public required int WindowMonths { get; init; }

    /// <summary>How long new business is suspended.</summary>
    public required int SuspensionMonths { get; init; }

    /// <summary>What a check deducts.</summary>
    /// <param name="offline">Devices offline.</param>
    /// <param name="inService">Devices in service; none: nothing is deducted.</param>
    public int OfflinePoints(int offline, int inService) =>
        inService == 0 ? 0 : Points(OfflineTiers, tier => offline * 100L >= (long)tier.AtLeast * inService);

    /// <summary>What an outage of so many days deducts.</summary>
    public int OutagePoints(int days) => Points(OutageTiers, tier => days >= tier.AtLeast);

    /// <summary>Whether two rules say the same: records compare lists by reference.</summary>
    public bool Same(ScoreRules other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return OfflineTiers.SequenceEqual(other.OfflineTiers) && OutageTiers.SequenceEqual(other.OutageTiers)
            && this with { OfflineTiers = other.OfflineTiers, OutageTiers = other.OutageTiers } == other;
    }

    private static int Points(IReadOnlyList<ScoreTier> tiers, Func<ScoreTier, bool> reached)
    {
        var points = 0;
        foreach (var tier in tiers)
        {
            if (reached(tier)) points = tier.Points;
        }

        return points;
    }
}
