using Domain.Access;

namespace Portal.Fields;

/// <summary>What the wrapper draws around a control.</summary>
public sealed record FieldFrame(
    string Id, string Label, bool HideLabel, string? Help, bool Required, bool Disabled, string? DisabledReason, string? Class,
    IReadOnlyList<FormProblem> Problems)
{
    public bool Invalid => Problems.Count > 0;

    /// <summary>For aria-describedby: the ids of help, reason and message that are on the page; null when there are none.</summary>
    public string? DescribedBy
    {
        get
        {
            string?[] ids =
            [
                Help is null ? null : Id + "-help",
                Disabled && DisabledReason is not null ? Id + "-reason" : null,
                Invalid ? Id + "-message" : null,
            ];
            var present = string.Join(' ', ids.OfType<string>());
            return present.Length == 0 ? null : present;
        }
    }

    /// <summary>For aria attributes, which want the words.</summary>
    public string? AriaInvalid => Invalid ? "true" : null;

    public string? AriaRequired => Required ? "true" : null;
}
