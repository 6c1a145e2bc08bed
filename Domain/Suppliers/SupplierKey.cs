namespace Domain.Suppliers;

/// <summary>
/// The key that a supplier's machines sign with (S0 section 3). It belongs to the unit that made it: the supplier itself, whose key counts
/// for all its registrations, or a contractor, whose key counts for those of that contractor alone.
/// </summary>
public sealed class SupplierKey
{
    public const int KeyIdLength = 40;
    public const int NameLength = 50;
    public const int NoteLength = 200;

    /// <summary>Enabled keys that one unit may have for one supplier: the old and the new one while machines are changed over.</summary>
    public const int MaxLive = 2;

    public long Id { get; private set; }

    /// <summary>What machines send to name it; unique, not secret.</summary>
    public string KeyId { get; private set; } = "";

    public long SupplierId { get; private set; }

    /// <summary>所属单位: the unit that made it.</summary>
    public long OwnerId { get; private set; }

    public string Name { get; private set; } = "";

    public string? Note { get; private set; }

    /// <summary>The secret, encrypted by the master key; nobody reads it again after it was shown once.</summary>
    public byte[] SealedSecret { get; private set; } = [];

    /// <summary>业务是否启用: a disabled key is refused from the next request on.</summary>
    public bool Enabled { get; private set; } = true;

    public DateTimeOffset CreatedAt { get; private set; }

    public string CreatedByName { get; private set; } = "";

    /// <summary>About when it signed a request last (to the minute); null before the first.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public long Revision { get; private set; }

    private SupplierKey()
    {
    }

    public SupplierKey(NewSupplierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (string.IsNullOrWhiteSpace(key.Name)) throw new DomainException("supplier-key.name-required");
        KeyId = key.KeyId;
        SupplierId = key.SupplierId;
        OwnerId = key.OwnerId;
        Name = key.Name.Trim();
        Note = key.Note;
        SealedSecret = key.SealedSecret;
        CreatedAt = key.CreatedAt;
        CreatedByName = key.CreatedByName;
    }

    public void Enable() => Enabled = true;

    public void Disable() => Enabled = false;
}

/// <summary>A key as it is made.</summary>
public sealed record NewSupplierKey
{
    public required string KeyId { get; init; }
    public required long SupplierId { get; init; }
    public required long OwnerId { get; init; }
    public required string Name { get; init; }
    public required byte[] SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedByName { get; init; }
    public string? Note { get; init; }
}
