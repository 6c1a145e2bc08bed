namespace Workflows.Supervision;

/// <summary>Settings of supervision notices (configuration section "Supervision"). {0} is the year, {1} the number within it.</summary>
public sealed class SupervisionOptions
{
    /// <summary>文号 of a termination (S2 annex 4).</summary>
    public string TerminationNumber { get; set; } = "湛建安监（{0}）终字第{1:000}号";

    /// <summary>文号 of a suspension (S2 annex 4).</summary>
    public string SuspensionNumber { get; set; } = "湛建安监（{0}）中字第{1:000}号";

    /// <summary>文号 of a resumption, for which the annex has no form.</summary>
    public string ResumptionNumber { get; set; } = "湛建安监（{0}）复字第{1:000}号";
}
