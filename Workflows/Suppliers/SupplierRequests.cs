using Domain.Organizations;
using Domain.Suppliers;
using Workflows.Lists;

namespace Workflows.Suppliers;

/// <summary>Which suppliers are asked for.</summary>
public sealed record SupplierQuery
{
    /// <summary>Part of the name or the short name.</summary>
    public string? Text { get; init; }

    public SupplierStanding? Standing { get; init; }

    /// <summary>One supplier alone.</summary>
    public long? SupplierId { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>Whether a supplier can be named in new applications today.</summary>
public enum SupplierStanding
{
    Free,
    Suspended,
    Blacklisted,
}

/// <summary>A row of the list of suppliers.</summary>
/// <param name="Sites">Sites with devices of this supplier, among those that the reader sees.</param>
/// <param name="Devices">Its devices there.</param>
/// <param name="Restriction">The one in force today that ends last; null when there is none.</param>
public sealed record SupplierRow(
    long Id, string Name, string? ShortName, string? RegionCode, bool Enabled, int Sites, int Devices, SupplierStanding Standing, RestrictionView? Restriction);

/// <summary>A restriction as it is read.</summary>
/// <param name="CanLift">Whether the reader's authority imposed it and it can still be lifted.</param>
public sealed record RestrictionView(
    long Id, RestrictionKind Kind, DateOnly From, DateOnly? Until, string Reason, string DecidedByName, string AuthorityName, DateTimeOffset DecidedAt,
    DateTimeOffset? LiftedAt, bool InForce, bool CanLift);

/// <summary>A city regulator keeps a supplier out of new applications, from today on.</summary>
public sealed record RestrictSupplier
{
    public required Actor Actor { get; init; }
    public required long SupplierId { get; init; }
    public required RestrictionKind Kind { get; init; }

    /// <summary>Last day (Shanghai); required for a suspension, null for a blacklisting without end.</summary>
    public DateOnly? Until { get; init; }

    public required string Reason { get; init; }
}

/// <summary>A city regulator ends a restriction early.</summary>
public sealed record LiftRestriction
{
    public required Actor Actor { get; init; }
    public required long RestrictionId { get; init; }

    /// <summary>Kept in the audit record.</summary>
    public required string Reason { get; init; }
}
