using Domain.Scoring;

namespace Workflows.Reports;

/// <summary>The lines of annex 7's form: what is checked how, and what each result deducts.</summary>
internal sealed class ScoreStandards(ScoreRules rules, ReportTexts texts)
{
    public static readonly IReadOnlyList<DeductionKind> Kinds = Enum.GetValues<DeductionKind>();

    /// <summary>How a group is checked.</summary>
    public string Basis(DeductionKind kind) => kind switch
    {
        DeductionKind.OfflineRate => texts[rules.Checks == CheckCombination.Worst ? "BasisOfflineRateWorst" : "BasisOfflineRate"],
        DeductionKind.OutageHandling => texts["BasisOutageHandling"],
        DeductionKind.MainStream => texts["BasisMainStream", rules.LeastMain.Width, rules.LeastMain.Height],
        _ => texts["BasisSubStream", rules.LeastSub.Width, rules.LeastSub.Height],
    };

    /// <summary>The lines of a group, the mildest first.</summary>
    public IReadOnlyList<string> Of(DeductionKind kind) => kind switch
    {
        DeductionKind.OfflineRate => Tiers(rules.OfflineTiers, "RateBelow", "RateBetween", "RateFrom", whole: 0),
        DeductionKind.OutageHandling => Tiers(rules.OutageTiers, "DaysUpTo", "DaysBetween", "DaysFrom", whole: 1),
        DeductionKind.MainStream => [texts["StreamBelow", rules.MainPoints]],
        _ => [texts["StreamBelow", rules.SubPoints]],
    };

    /// <summary>The line that a deduction falls under.</summary>
    public string Of(Deduction deduction)
    {
        var line = deduction.Evidence.Kind switch
        {
            DeductionKind.OfflineRate => rules.OfflineTiers.Count(tier => deduction.Measured * 100L >= (long)tier.AtLeast * deduction.Beside),
            DeductionKind.OutageHandling => rules.OutageTiers.Count(tier => deduction.Measured >= tier.AtLeast),
            _ => 0,
        };
        return Of(deduction.Evidence.Kind)[line];
    }

    /// <summary>What was measured, in words.</summary>
    public string Measured(Deduction deduction) => deduction.Evidence.Kind switch
    {
        DeductionKind.OfflineRate => texts["MeasuredRate", deduction.Measured, deduction.Beside, deduction.Measured * 100m / deduction.Beside],
        DeductionKind.OutageHandling when deduction.Beside > 0 => texts["MeasuredDaysCharged", deduction.Measured, deduction.Beside],
        DeductionKind.OutageHandling => texts["MeasuredDays", deduction.Measured],
        _ => texts["MeasuredSize", deduction.Measured, deduction.Beside],
    };

    /// <param name="tiers">Ascending.</param>
    /// <param name="below">Text of what lies before the first.</param>
    /// <param name="between">Text of a tier up to the next one.</param>
    /// <param name="from">Text of the last one.</param>
    /// <param name="whole">1 where the bounds are counted and the next tier's bound is none of this one; 0 where they are measured.</param>
    private List<string> Tiers(IReadOnlyList<ScoreTier> tiers, string below, string between, string from, int whole)
    {
        List<string> lines = [texts[below, tiers[0].AtLeast - whole]];
        for (var i = 0; i < tiers.Count - 1; i++) lines.Add(texts[between, tiers[i].AtLeast, tiers[i + 1].AtLeast - whole, tiers[i].Points]);
        lines.Add(texts[from, tiers[^1].AtLeast, tiers[^1].Points]);
        return lines;
    }
}
