using Domain.Access;

namespace Domain.Scoring;

/// <summary>What rules must keep to, so that a score means something.</summary>
public static class ScoreRulesCheck
{
    public const int MostTiers = 6;
    public const int MostPoints = 1000;
    public const int MostDays = 366;
    public const int MostPixels = 16384;

    /// <returns>What is wrong, by the path of the field in camel case; empty when nothing is.</returns>
    public static IReadOnlyList<FormProblem> Problems(ScoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var problems = new List<FormProblem>();
        Tiers(problems, "offlineTiers", rules.OfflineTiers, 100);
        Tiers(problems, "outageTiers", rules.OutageTiers, MostDays);
        Range(problems, "mainPoints", rules.MainPoints, 0, MostPoints);
        Range(problems, "subPoints", rules.SubPoints, 0, MostPoints);
        Range(problems, "mainWidth", rules.LeastMain.Width, 1, MostPixels);
        Range(problems, "mainHeight", rules.LeastMain.Height, 1, MostPixels);
        Range(problems, "subWidth", rules.LeastSub.Width, 1, MostPixels);
        Range(problems, "subHeight", rules.LeastSub.Height, 1, MostPixels);
        Range(problems, "start", rules.Start, 1, MostPoints);
        Range(problems, "floor", rules.Floor, 0, Math.Max(0, rules.Start - 1));
        Range(problems, "threshold", rules.Threshold, rules.Floor, Math.Max(rules.Floor, rules.Start));
        Range(problems, "windowMonths", rules.WindowMonths, 1, 36);
        Range(problems, "suspensionMonths", rules.SuspensionMonths, 1, 36);
        Range(problems, "talkAt", rules.TalkAt, 1, rules.WindowMonths);
        Range(problems, "suspensionAt", rules.SuspensionAt, rules.TalkAt + 1, Math.Max(rules.TalkAt + 1, rules.WindowMonths));
        Range(problems, "blacklistAt", rules.BlacklistAt, rules.SuspensionAt + 1, Math.Max(rules.SuspensionAt + 1, rules.WindowMonths));
        return problems;
    }

    private static void Tiers(List<FormProblem> problems, string path, IReadOnlyList<ScoreTier> tiers, int most)
    {
        if (tiers.Count is 0 or > MostTiers) problems.Add(new FormProblem(path, "scoring.tiers-count", 1, MostTiers));
        for (var i = 0; i < tiers.Count; i++)
        {
            var (least, points) = i == 0 ? (1, 0) : (tiers[i - 1].AtLeast + 1, tiers[i - 1].Points);
            Range(problems, $"{path}[{i}].atLeast", tiers[i].AtLeast, least, Math.Max(least, most));
            Range(problems, $"{path}[{i}].points", tiers[i].Points, points, Math.Max(points, MostPoints));
        }
    }

    private static void Range(List<FormProblem> problems, string path, int value, int least, int most)
    {
        if (value < least || value > most) problems.Add(new FormProblem(path, "scoring.out-of-range", least, most));
    }
}
