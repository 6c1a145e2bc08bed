namespace Portal.Access.Editing;

/// <summary>The steps in which form 1-1 is filled in, in their order.</summary>
public enum FormStep
{
    Site,
    Positions,
    Network,
    Attachments,
    Letter,
    Sign,
}

/// <summary>Which step shows what.</summary>
public static class FormSteps
{
    public static readonly IReadOnlyList<FormStep> All = Enum.GetValues<FormStep>();

    /// <summary>The step on which the field of a problem stands: "positions[2].model" is on the install positions.</summary>
    public static FormStep Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('.', '[')[0] switch
        {
            "positions" => FormStep.Positions,
            "bandwidthUp" or "bandwidthDown" or "videoInstallationDate" or "siteSituation" => FormStep.Network,
            "attachments" => FormStep.Attachments,
            "opinion" => FormStep.Sign,
            _ => FormStep.Site,
        };
    }

    /// <summary>The step's name in the address; anything unknown is the first step.</summary>
    public static FormStep Parse(string? name) => All.FirstOrDefault(step => string.Equals(Name(step), name, StringComparison.OrdinalIgnoreCase));

    public static string Name(FormStep step) => step switch
    {
        FormStep.Positions => "positions",
        FormStep.Network => "network",
        FormStep.Attachments => "attachments",
        FormStep.Letter => "letter",
        FormStep.Sign => "sign",
        _ => "site",
    };

    public static string Address(long applicationId, FormStep step) => $"/access/{applicationId}/edit?step={Name(step)}";
}
