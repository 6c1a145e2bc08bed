using Microsoft.Extensions.Localization;
using Portal.Fields;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>A decision's measures in words, for the case page and the printed decision.</summary>
internal static class DecisionWords
{
    public static IEnumerable<string> Words(this DecisionView decision, IStringLocalizer<ViolationTexts> texts)
    {
        if (decision.TalkOn is { } day) yield return texts["TalkValue", ShanghaiTime.Text(day)];
        if (decision.Points > 0) yield return texts["PointsValue", decision.Points];
        if (decision.Fine is { } fine) yield return texts["FineValue", ViolationLabels.Yuan(fine)];
        if (decision.Penalty is { } penalty) yield return penalty;
        if (decision.Differentiated) yield return texts["DifferentiatedValue"];
    }
}
