using Domain.Access;

namespace Portal.Access.Letters;

/// <summary>What the installer fills in under form 1-4.</summary>
public sealed class LetterModel
{
    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    /// <summary>The commitments were read.</summary>
    public bool Agreed { get; set; }

    public IReadOnlyList<FormProblem> Check()
    {
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(ContactName)) problems.Add(new FormProblem("contactName", "field.required"));
        if (string.IsNullOrWhiteSpace(ContactPhone)) problems.Add(new FormProblem("contactPhone", "field.required"));
        else if (!AccessFormRules.IsPhone(ContactPhone)) problems.Add(new FormProblem("contactPhone", "field.phone"));
        if (!Agreed) problems.Add(new FormProblem("agreed", "field.required"));
        return problems;
    }
}
