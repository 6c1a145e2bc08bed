using Domain.Organizations;
using Workflows.Lists;

namespace Workflows.Suppliers;

/// <summary>Makes a key for a supplier's machines; the maker's unit owns it.</summary>
public sealed record CreateSupplierKey
{
    public required Actor Actor { get; init; }
    public required long SupplierId { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }

    /// <summary>The enabled key that the new one is to replace (rotation); both count until the old one is disabled.</summary>
    public long? ReplacesId { get; init; }
}

/// <summary>A key as it is handed over, once: the secret cannot be read again.</summary>
public sealed record CreatedSupplierKey(long Id, string KeyId, string Secret);

/// <summary>Changes a key's name and note.</summary>
public sealed record DescribeSupplierKey
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }
    public required string Name { get; init; }
    public string? Note { get; init; }
}

/// <summary>Stops a key, from the next request on.</summary>
public sealed record DisableSupplierKey
{
    public required Actor Actor { get; init; }
    public required long Id { get; init; }

    /// <summary>Shown with the key and kept in the audit record.</summary>
    public required string Reason { get; init; }
}

/// <summary>Which keys are asked for (S0 section 3).</summary>
public sealed record SupplierKeyQuery
{
    public bool? Enabled { get; init; }

    /// <summary>Part of the supplier's name or short name.</summary>
    public string? Supplier { get; init; }

    /// <summary>Part of the key's name, or the key id.</summary>
    public string? Key { get; init; }

    /// <summary>Part of the owning unit's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Part of the supplier's unified social credit code.</summary>
    public string? CreditCode { get; init; }

    /// <summary>One supplier's alone.</summary>
    public long? SupplierId { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list of keys.</summary>
public sealed record SupplierKeyRow(
    long Id, string KeyId, string Name, long SupplierId, string SupplierName, string? CreditCode, long OwnerId, string OwnerName, bool Enabled,
    DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>A key as its page shows it; the secret is not there.</summary>
/// <param name="Row">What the list says.</param>
/// <param name="ReplacesId">The key that it was made to replace.</param>
/// <param name="SuccessorId">The newest key that was made to replace it.</param>
/// <param name="CanManage">Whether the reader's unit owns it: describe, enable, rotate.</param>
/// <param name="CanEnable">Whether the reader may enable it now.</param>
/// <param name="CanDisable">Whether the reader may disable it now.</param>
public sealed record SupplierKeyView(
    SupplierKeyRow Row, string? Note, string CreatedByName, DateTimeOffset? DisabledAt, string? DisabledByName, string? DisabledReason, bool DisabledByPlatform,
    long? ReplacesId, long? SuccessorId, bool CanManage, bool CanEnable, bool CanDisable);
