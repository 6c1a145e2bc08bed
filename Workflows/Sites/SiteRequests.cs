using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Workflows.Lists;

namespace Workflows.Sites;

/// <summary>Registers a site of the actor's contractor.</summary>
public sealed record RegisterSite
{
    public required Actor Actor { get; init; }
    public required SiteDetails Details { get; init; }

    /// <summary>建设单位.</summary>
    public required long OwnerId { get; init; }

    /// <summary>监理单位.</summary>
    public required long SupervisorId { get; init; }
}

/// <summary>Corrects what is declared about a site that is not connected yet.</summary>
public sealed record ChangeSite
{
    public required Actor Actor { get; init; }
    public required long SiteId { get; init; }
    public required SiteDetails Details { get; init; }
    public required long OwnerId { get; init; }
    public required long SupervisorId { get; init; }

    /// <summary>The revision that was shown when editing began.</summary>
    public required long Revision { get; init; }
}

/// <summary>Which sites are asked for, among the visible ones.</summary>
public sealed record SiteQuery
{
    /// <summary>Part of the name, the address or a participant's name.</summary>
    public string? Text { get; init; }

    public string? RegionCode { get; init; }

    /// <summary>As overviews count them; finer than <see cref="State"/>.</summary>
    public SiteStanding? Standing { get; init; }

    public SiteState? State { get; init; }

    /// <summary>Only those that must be connected (S2 section 1).</summary>
    public bool InScopeOnly { get; init; }

    /// <summary>Only those none of whose devices, as far as the reader sees them, has a position: maps leave them out.</summary>
    public bool UnplacedOnly { get; init; }

    /// <summary>Only those that an application can be opened for: not connected, and none under way.</summary>
    public bool CanApplyOnly { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list of sites.</summary>
/// <param name="ApplicationId">The newest application that the reader sees; null without one.</param>
public sealed record SiteRow(
    long Id, string Name, string Address, string RegionCode, string? ContractorName, string? OwnerName, bool? InScope, SiteState State,
    DateTimeOffset? ConnectedAt, long? ApplicationId, AccessStatus? ApplicationStatus);

/// <summary>A site with those who take part and its applications.</summary>
/// <param name="CanChange">Whether the reader may change the details now.</param>
/// <param name="PartiesFixed">Region and units stand in a case under way and cannot change with the rest.</param>
/// <param name="CanApply">Whether the reader may open an application for it now.</param>
public sealed record SiteView(
    long Id, SiteDetails Details, string? Number, bool InScope, SiteState State, DateTimeOffset? ConnectedAt, long Revision,
    IReadOnlyList<ParticipantView> Participants, IReadOnlyList<SiteApplication> Applications, int Devices, int DevicesOnline, bool CanChange,
    bool PartiesFixed, bool CanApply);

/// <summary>A unit that takes part.</summary>
public sealed record ParticipantView(long OrganizationId, string Name, OrganizationKind Kind);

/// <summary>An application of a site.</summary>
public sealed record SiteApplication(long Id, string? Number, AccessStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? ClosedAt);
