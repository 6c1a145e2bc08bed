namespace Domain.Suppliers;

/// <summary>That a supplier may not be named in new applications: suspended for a time, or blacklisted (S2 annex 7).</summary>
public sealed class SupplierRestriction
{
    public const int ReasonLength = 300;

    public long Id { get; private set; }

    public long SupplierId { get; private set; }

    public RestrictionKind Kind { get; private set; }

    /// <summary>First day (Shanghai).</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day (Shanghai), inclusive; null without end, which only a blacklisting may be.</summary>
    public DateOnly? Until { get; private set; }

    public string Reason { get; private set; } = "";

    public long DecidedBy { get; private set; }

    public string DecidedByName { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>When it was lifted early; null while it stands.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public long Revision { get; private set; }

    private SupplierRestriction()
    {
    }

    /// <summary>Restricts a supplier.</summary>
    /// <exception cref="DomainException">supplier.restriction-end-required, supplier.restriction-reversed, supplier.restriction-reason-required.</exception>
    public SupplierRestriction(
        long supplierId, RestrictionKind kind, DateOnly from, DateOnly? until, string reason, long decidedBy, string decidedByName, DateTimeOffset at)
    {
        if (kind == RestrictionKind.Suspended && until is null) throw new DomainException("supplier.restriction-end-required");
        if (until < from) throw new DomainException("supplier.restriction-reversed");
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("supplier.restriction-reason-required");
        SupplierId = supplierId;
        Kind = kind;
        From = from;
        Until = until;
        Reason = reason.Trim();
        DecidedBy = decidedBy;
        DecidedByName = decidedByName;
        DecidedAt = at;
    }

    public bool InForceOn(DateOnly day) => LiftedAt is null && From <= day && (Until is null || day <= Until);

    public void Lift(DateTimeOffset at) => LiftedAt ??= at;
}

/// <summary>The two ways a supplier is kept out of new business.</summary>
public enum RestrictionKind
{
    Suspended,
    Blacklisted,
}
