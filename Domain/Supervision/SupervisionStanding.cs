namespace Domain.Supervision;

/// <summary>What holds of a site when a notice is filed or issued.</summary>
public sealed record SupervisionStanding
{
    /// <summary>The suspension in force, if there is one.</summary>
    public SupervisionNotice? Suspension { get; init; }

    public bool Terminated { get; init; }

    /// <summary>Another notice of the site waits for the county's decision.</summary>
    public bool Pending { get; init; }

    /// <summary>Refuses a kind that does not fit: only what stands still can go on, and nothing stops twice.</summary>
    /// <exception cref="DomainException">supervision.pending, supervision.terminated, supervision.suspended, supervision.not-suspended.</exception>
    public void Require(SupervisionKind kind)
    {
        if (Pending) throw new DomainException("supervision.pending");
        if (Terminated) throw new DomainException("supervision.terminated");
        if (kind == SupervisionKind.Suspension && Suspension is not null) throw new DomainException("supervision.suspended", Suspension.Number ?? "");
        if (kind == SupervisionKind.Resumption && Suspension is null) throw new DomainException("supervision.not-suspended");
    }
}
