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
        if (Obstacle(kind) is { } obstacle) throw obstacle;
    }

    /// <summary>Whether <see cref="Require"/> takes the kind.</summary>
    public bool Fits(SupervisionKind kind) => Obstacle(kind) is null;

    private DomainException? Obstacle(SupervisionKind kind) => kind switch
    {
        _ when Pending => new DomainException("supervision.pending"),
        _ when Terminated => new DomainException("supervision.terminated"),
        SupervisionKind.Suspension when Suspension is not null => new DomainException("supervision.suspended", Suspension.Number ?? ""),
        SupervisionKind.Resumption when Suspension is null => new DomainException("supervision.not-suspended"),
        _ => null,
    };
}
