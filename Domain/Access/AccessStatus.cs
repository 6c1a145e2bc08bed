using Domain.Suppliers;

namespace Domain.Access;

/// <summary>Where an application stands as a whole; the single step is the process engine's to say.</summary>
public enum AccessStatus
{
    Draft,
    UnderReview,

    /// <summary>补正: back with the contractor, clock stopped.</summary>
    Correction,

    /// <summary>Approved by the county; debugging, collection and installation follow.</summary>
    Approved,
    Connected,
    Refused,
    Withdrawn,
}

/// <summary>What the register says at the moment of submission.</summary>
public sealed record SubmissionFacts
{
    /// <summary><see cref="TrackDecision.Key"/> of each model on the operator's list.</summary>
    public required IReadOnlySet<string> ListedModels { get; init; }

    /// <summary><see cref="TrackDecision.Key"/> of each model that the named supplier has had accepted before.</summary>
    public required IReadOnlySet<string> AcceptedBefore { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Whether the named organization is a supplier and not closed; only such a one can be named.</summary>
    public bool SupplierRegistered { get; init; } = true;

    /// <summary>The restriction in force against the named supplier today; the one that ends last.</summary>
    public SupplierRestriction? Restriction { get; init; }
}
