using Domain.Consequences;
using Domain.Organizations;

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

    /// <summary>The authority that decided; only it may lift what it imposed.</summary>
    public long AuthorityId { get; private set; }

    public long DecidedBy { get; private set; }

    public string DecidedByName { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>When it was lifted early; null while it stands.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>The consequence of low scores that it came of; null when an official imposed it by itself.</summary>
    public long? ConsequenceId { get; private set; }

    /// <summary>When the passing of its last day was recorded and told; null before, and when it was lifted early.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public long Revision { get; private set; }

    private SupplierRestriction()
    {
    }

    /// <summary>What a confirmed consequence of low scores imposes, in its authority's name and on its days.</summary>
    /// <exception cref="DomainException">As the other one.</exception>
    internal SupplierRestriction(Consequence consequence, string reason)
    {
        SupplierId = consequence.SupplierId;
        Kind = consequence.Kind == ConsequenceKind.Blacklist ? RestrictionKind.Blacklisted : RestrictionKind.Suspended;
        From = consequence.EffectiveFrom!.Value;
        Until = consequence.EffectiveUntil;
        Reason = reason.Length > ReasonLength ? throw new DomainException("field.too-long", ReasonLength) : reason;
        AuthorityId = consequence.CityId;
        DecidedBy = consequence.DecidedBy!.Value;
        DecidedByName = consequence.DecidedByName!;
        DecidedAt = consequence.DecidedAt!.Value;
        ConsequenceId = consequence.Id;
    }

    /// <summary>Restricts a supplier from a day on.</summary>
    /// <exception cref="DomainException">supplier.restriction-end-required, supplier.restriction-reversed, supplier.restriction-reason-required, field.too-long.</exception>
    public SupplierRestriction(long supplierId, RestrictionKind kind, DateOnly from, DateOnly? until, string reason, Actor decidedBy, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(decidedBy);
        if (kind == RestrictionKind.Suspended && until is null) throw new DomainException("supplier.restriction-end-required");
        if (until < from) throw new DomainException("supplier.restriction-reversed");
        if (string.IsNullOrWhiteSpace(reason)) throw new DomainException("supplier.restriction-reason-required");
        if (reason.Trim().Length > ReasonLength) throw new DomainException("field.too-long", ReasonLength);
        SupplierId = supplierId;
        Kind = kind;
        From = from;
        Until = until;
        Reason = reason.Trim();
        AuthorityId = decidedBy.OrganizationId;
        DecidedBy = decidedBy.AccountId;
        DecidedByName = decidedBy.Name;
        DecidedAt = at;
    }

    /// <summary>Whether it keeps the supplier out on a day (Shanghai).</summary>
    public bool InForceOn(DateOnly day) => LiftedAt is null && From <= day && (Until is null || day <= Until);

    /// <summary>Ends it early.</summary>
    /// <exception cref="DomainException">supplier.restriction-lifted.</exception>
    public void Lift(DateTimeOffset at)
    {
        if (LiftedAt is not null) throw new DomainException("supplier.restriction-lifted");
        LiftedAt = at;
    }

    /// <summary>Its last day has passed.</summary>
    /// <param name="today">Shanghai.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="DomainException">supplier.restriction-stands: it was lifted, or has not passed, or its end is recorded.</exception>
    public void End(DateOnly today, DateTimeOffset at)
    {
        if (LiftedAt is not null || EndedAt is not null || Until is not { } last || today <= last) throw new DomainException("supplier.restriction-stands");
        EndedAt = at;
    }
}

/// <summary>The two ways a supplier is kept out of new business.</summary>
public enum RestrictionKind
{
    Suspended,
    Blacklisted,
}
