using Domain.Access;
using Domain.Values;

namespace Domain.Violations;

/// <summary>What an officer records of a violation.</summary>
public sealed record ViolationReport
{
    public const int DescriptionLength = 1000;

    /// <summary>How far back somebody may record what they found.</summary>
    public const int MaxAgeDays = 30;

    public required ViolationKind Kind { get; init; }

    public required Discovery Discovery { get; init; }

    /// <summary>When it was found, UTC.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    public required string? Description { get; init; }

    /// <summary>Where it was found; null when nobody said.</summary>
    public Wgs84Point? Place { get; init; }

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<FormProblem> Problems(DateTimeOffset now)
    {
        var problems = new List<FormProblem>();
        if (!Enum.IsDefined(Kind)) problems.Add(new("kind", "field.required"));
        else if (!Kind.Rule().FoundBy.Contains(Discovery)) problems.Add(new("discovery", "violation.discovery-not-of-kind"));
        if (FoundAt > now) problems.Add(new("foundAt", "violation.in-future"));
        else if (FoundAt < now.AddDays(-MaxAgeDays)) problems.Add(new("foundAt", "violation.too-old", MaxAgeDays));
        if (string.IsNullOrWhiteSpace(Description)) problems.Add(new("description", "field.required"));
        else if (Description.Trim().Length > DescriptionLength) problems.Add(new("description", "field.too-long", DescriptionLength));
        return problems;
    }
}
