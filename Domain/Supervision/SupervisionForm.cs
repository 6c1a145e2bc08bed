using Domain.Access;

namespace Domain.Supervision;

/// <summary>What the contractor declares when works end, stand still or go on. Site and owner stand on the notice itself.</summary>
public sealed record SupervisionForm
{
    public const int TextLength = 500;
    public const int NameLength = 50;

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The day on which works ended, stopped or go on (Shanghai).</summary>
    public DateOnly? WorksOn { get; init; }

    /// <summary>Of a suspension: when works are expected to go on.</summary>
    public DateOnly? ExpectedUntil { get; init; }

    /// <summary>How the site is secured: enclosures, edges and openings, machines (annex 4 asks for it while works stand still).</summary>
    public string? Safety { get; init; }

    /// <summary>Who answers for the site meanwhile.</summary>
    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>All that stands against filing it; empty when it can be filed.</summary>
    public IReadOnlyList<FormProblem> Problems(SupervisionKind kind)
    {
        var problems = new List<FormProblem>();
        if (WorksOn is null) problems.Add(new("worksOn", "field.required"));
        if (kind == SupervisionKind.Suspension)
        {
            if (ExpectedUntil is null) problems.Add(new("expectedUntil", "field.required"));
            else if (ExpectedUntil <= WorksOn) problems.Add(new("expectedUntil", "supervision.period-reversed"));
        }

        Text("reason", Reason, TextLength);
        Text("safety", Safety, TextLength);
        Text("contactName", ContactName, NameLength);
        if (string.IsNullOrWhiteSpace(ContactPhone)) problems.Add(new("contactPhone", "field.required"));
        else if (!AccessFormRules.IsPhone(ContactPhone)) problems.Add(new("contactPhone", "field.phone"));
        return problems;

        void Text(string field, string? value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }
}
