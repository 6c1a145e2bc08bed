using Domain.Access;
using Domain.Suppliers;

namespace Portal.Suppliers;

/// <summary>What the form of a restriction is bound to.</summary>
public sealed class RestrictionModel
{
    public RestrictionKind? Kind { get; set; } = RestrictionKind.Suspended;

    public DateOnly? Until { get; set; }

    public string? Reason { get; set; }

    /// <param name="today">Shanghai date.</param>
    public IReadOnlyList<FormProblem> Problems(DateOnly today)
    {
        var problems = new List<FormProblem>();
        if (Kind is null) problems.Add(new("kind", "field.required"));
        if (Kind == RestrictionKind.Suspended && Until is null) problems.Add(new("until", "supplier.restriction-end-required"));
        else if (Until < today) problems.Add(new("until", "supplier.restriction-reversed"));
        if (string.IsNullOrWhiteSpace(Reason)) problems.Add(new("reason", "supplier.restriction-reason-required"));
        return problems;
    }
}

/// <summary>What the form that lifts a restriction is bound to.</summary>
public sealed class LiftModel
{
    public string? Reason { get; set; }

    public IReadOnlyList<FormProblem> Problems() => string.IsNullOrWhiteSpace(Reason) ? [new("reason", "supplier.restriction-reason-required")] : [];
}
