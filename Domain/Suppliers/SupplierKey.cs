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
    public const int ReasonLength = 200;

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

    /// <summary>
    /// Which of the <see cref="MaxLive"/> places of its unit and supplier it holds while enabled, from 1; null while disabled. Unique, so
    /// that of two who take the last place at once the database refuses one.
    /// </summary>
    public int? Place { get; private set; }

    /// <summary>The key that it was made to replace; null when it replaces none.</summary>
    public long? ReplacesId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string CreatedByName { get; private set; } = "";

    /// <summary>When and by whom it was disabled last, and why; null when it never was.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public string? DisabledByName { get; private set; }

    public string? DisabledReason { get; private set; }

    /// <summary>Whether the operator or an administrator disabled it: its unit cannot enable it again then.</summary>
    public bool DisabledByPlatform { get; private set; }

    /// <summary>About when it signed a request last (to the minute); null before the first.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public long Revision { get; private set; }

    private SupplierKey()
    {
    }

    /// <exception cref="DomainException">supplier-key.name-required, field.too-long.</exception>
    public SupplierKey(NewSupplierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        KeyId = key.KeyId;
        SupplierId = key.SupplierId;
        OwnerId = key.OwnerId;
        Describe(key.Name, key.Note);
        SealedSecret = key.SealedSecret;
        Place = key.Place;
        ReplacesId = key.ReplacesId;
        CreatedAt = key.CreatedAt;
        CreatedByName = key.CreatedByName;
    }

    /// <summary>The first place that no enabled key holds.</summary>
    /// <param name="taken">The places of the enabled keys of one unit for one supplier.</param>
    /// <exception cref="DomainException">supplier-key.too-many.</exception>
    public static int FreePlace(IReadOnlyCollection<int> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        for (var place = 1; place <= MaxLive; place++)
            if (!taken.Contains(place))
                return place;
        throw new DomainException("supplier-key.too-many", MaxLive);
    }

    /// <summary>Changes what people call it.</summary>
    /// <exception cref="DomainException">supplier-key.name-required, field.too-long.</exception>
    public void Describe(string name, string? note)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new DomainException("supplier-key.name-required");
        if (name.Trim().Length > NameLength) throw new DomainException("field.too-long", NameLength);
        if (note?.Trim().Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        Name = name.Trim();
        Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
    }

    /// <param name="place">From <see cref="FreePlace"/>.</param>
    /// <param name="byPlatform">The operator or an administrator enables it.</param>
    /// <exception cref="DomainException">supplier-key.enabled, supplier-key.disabled-by-platform.</exception>
    public void Enable(int place, bool byPlatform)
    {
        if (Enabled) throw new DomainException("supplier-key.enabled");
        if (DisabledByPlatform && !byPlatform) throw new DomainException("supplier-key.disabled-by-platform");
        Enabled = true;
        Place = place;
        DisabledByPlatform = false;
    }

    /// <exception cref="DomainException">supplier-key.disabled, supplier-key.reason-required, field.too-long.</exception>
    public void Disable(string reason, string byName, bool byPlatform, DateTimeOffset at)
    {
        if (!Enabled) throw new DomainException("supplier-key.disabled");
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("supplier-key.reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        Enabled = false;
        Place = null;
        DisabledAt = at;
        DisabledByName = byName;
        DisabledReason = reason.Trim();
        DisabledByPlatform = byPlatform;
    }
}

/// <summary>A key as it is made.</summary>
public sealed record NewSupplierKey
{
    public required string KeyId { get; init; }
    public required long SupplierId { get; init; }
    public required long OwnerId { get; init; }
    public required string Name { get; init; }
    public required byte[] SealedSecret { get; init; }

    /// <summary>From <see cref="SupplierKey.FreePlace"/>.</summary>
    public required int Place { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedByName { get; init; }
    public string? Note { get; init; }
    public long? ReplacesId { get; init; }
}
