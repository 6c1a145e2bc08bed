using Domain.Scoring;

namespace Domain.Consequences;

/// <summary>What follows from too low a score.</summary>
public enum ConsequenceKind
{
    /// <summary>约谈.</summary>
    Talk,

    /// <summary>No new business for some months.</summary>
    Suspension,

    /// <summary>列入黑名单: no new business, without end.</summary>
    Blacklist,
}

/// <summary>A frozen score of a supplier in a city.</summary>
public sealed record MonthScore(ScoreMonth Month, int Score);

/// <summary>What a month leads to.</summary>
/// <param name="Kind">Null when nothing new follows.</param>
/// <param name="Counted">The low months of the window, the month itself last; empty when the month passes.</param>
public sealed record ConsequenceFinding(ConsequenceKind? Kind, IReadOnlyList<ScoreMonth> Counted)
{
    public static readonly ConsequenceFinding None = new(null, []);
}

/// <summary>
/// Counts low months (S2 annex 7). The window is the month and the eleven before it, so that the same month a year ago no longer counts. The first
/// low month leads to a talk, the third to a suspension, the sixth and every later one to the blacklist; the second, fourth and fifth lead to nothing new, what
/// the ones before led to stands. A month without a card counts for nothing and breaks nothing. When the window holds no other low month,
/// the month is a first one again.
/// </summary>
public static class ConsequenceRule
{
    /// <param name="month">The month that is closed.</param>
    /// <param name="closed">Frozen scores of the supplier in the city, in any order; those outside the window are passed over.</param>
    /// <param name="rules">Those of the month: they say what is low, how many count, and how far back.</param>
    public static ConsequenceFinding Find(ScoreMonth month, IEnumerable<MonthScore> closed, ScoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(rules);
        var first = month.Add(1 - rules.WindowMonths);
        var counted = closed.Where(s => s.Score < rules.Threshold && s.Month >= first && s.Month <= month).Select(s => s.Month).Distinct().Order().ToList();
        return counted is [.., var last] && last == month ? new ConsequenceFinding(KindOf(counted.Count, rules), counted) : ConsequenceFinding.None;
    }

    private static ConsequenceKind? KindOf(int count, ScoreRules rules)
    {
        if (count >= rules.BlacklistAt) return ConsequenceKind.Blacklist;
        if (count == rules.SuspensionAt) return ConsequenceKind.Suspension;
        return count == rules.TalkAt ? ConsequenceKind.Talk : null;
    }
}
