using Domain.Organizations;
using Domain.Suppliers;
using Workflows.Lists;

namespace Workflows.Suppliers;

/// <summary>Which suppliers are asked for.</summary>
public sealed record SupplierQuery
{
    /// <summary>Part of the name or the short name.</summary>
    public string? Text { get; init; }

    /// <summary>Part of the unified social credit code.</summary>
    public string? CreditCode { get; init; }

    /// <summary>A district (440803), or a city or province (440800, 440000) with all that lies in it.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Part of the address.</summary>
    public string? Address { get; init; }

    /// <summary>Part of the contact's name, or the whole phone number; nothing for those to whom contacts are not shown.</summary>
    public string? Contact { get; init; }

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
/// <param name="ContactName">Null for those to whom contacts are not shown.</param>
/// <param name="Phone">Masked; null as the name.</param>
/// <param name="Restriction">The one in force today that ends last, without its reason for those who only choose; null when there is none.</param>
public sealed record SupplierRow(
    long Id, string Name, string? ShortName, string? CreditCode, string? RegionCode, string? Address, string? ContactName, string? Phone, bool Enabled,
    int Sites, int Devices, SupplierStanding Standing, RestrictionView? Restriction);

/// <summary>A supplier's page.</summary>
/// <param name="CanChange">Whether the reader may change the entry.</param>
/// <param name="CanRevealPhone">Whether the reader may have the phone number in full, which is recorded.</param>
/// <param name="SeesRestrictions">Whether the reader may read why it was restricted.</param>
public sealed record SupplierView(SupplierRow Row, bool CanChange, bool CanRevealPhone, bool SeesRestrictions);

/// <summary>Registers a supplier.</summary>
public sealed record RegisterSupplier
{
    public required Actor Actor { get; init; }
    public required OrganizationDetails Details { get; init; }

    /// <summary>The credit code's check digit is wrong, and a person has compared it with the licence and says that it stands so.</summary>
    public bool CreditCodeConfirmed { get; init; }
}

/// <summary>Replaces a supplier's details.</summary>
public sealed record ChangeSupplier
{
    public required Actor Actor { get; init; }
    public required long SupplierId { get; init; }
    public required OrganizationDetails Details { get; init; }

    /// <summary>As in <see cref="RegisterSupplier"/>.</summary>
    public bool CreditCodeConfirmed { get; init; }

    /// <summary>The revision that was shown when editing began.</summary>
    public required long Revision { get; init; }
}

/// <summary>A restriction as it is read.</summary>
/// <param name="CanLift">Whether the reader's authority imposed it and it can still be lifted.</param>
/// <param name="ConsequenceId">The case that it came of; its reason then is the low months alone. Null when an official imposed it by itself.</param>
public sealed record RestrictionView(
    long Id, RestrictionKind Kind, DateOnly From, DateOnly? Until, string Reason, string DecidedByName, string AuthorityName, DateTimeOffset DecidedAt,
    DateTimeOffset? LiftedAt, bool InForce, bool CanLift, long? ConsequenceId);

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
