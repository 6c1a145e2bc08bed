namespace Domain.Organizations;

/// <summary>
/// Who acts: a person in one role of one organization. Services take it as an argument; nothing ambient. It is a claim of the
/// caller: an action checks the membership again in its own transaction.
/// </summary>
public sealed record Actor
{
    public required long AccountId { get; init; }

    /// <summary>The person's name; of a stand-in both names (<see cref="StandIn.Both"/>), so that every record shows them.</summary>
    public required string Name { get; init; }

    public required long MembershipId { get; init; }

    public required long OrganizationId { get; init; }

    public required string OrganizationName { get; init; }

    public required OrganizationKind OrganizationKind { get; init; }

    public required Role Role { get; init; }

    /// <summary>The organization's region, where it answers for one.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Null for people who act for themselves.</summary>
    public StandIn? StandIn { get; init; }

    /// <summary>Whether what belongs to the account is this actor's to handle: as that person or in their place.</summary>
    public bool ActsFor(long accountId) => AccountId == accountId || StandIn?.AbsentAccountId == accountId;
}
