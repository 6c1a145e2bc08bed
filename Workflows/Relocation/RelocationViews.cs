using Domain.Devices;
using Domain.Relocation;
using Domain.Sites;
using Workflows.Engine.Shell;

namespace Workflows.Relocation;

/// <summary>Which applications are asked for.</summary>
public sealed record RelocationQuery
{
    public string? Text { get; init; }
    public RelocationKind? Kind { get; init; }
    public RelocationStatus? Status { get; init; }
    public string? RegionCode { get; init; }

    /// <summary>Those of one site alone.</summary>
    public long? SiteId { get; init; }

    public RelocationSort Sort { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

public enum RelocationSort
{
    NewestFirst,
    DueFirst,
    SiteName,
}

/// <summary>A row of the list of applications.</summary>
public sealed record RelocationRow(
    long Id, string? Number, RelocationKind Kind, string SiteName, string RegionCode, string ContractorName, RelocationStatus Status, int Points,
    DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, string? StepNode, DateTimeOffset? DueAt);

/// <summary>Everything that a case page, the form and its print show of one application, for one reader.</summary>
public sealed record RelocationCase
{
    public required long Id { get; init; }
    public required string? Number { get; init; }
    public required RelocationKind Kind { get; init; }
    public required RelocationStatus Status { get; init; }
    public required long Revision { get; init; }

    /// <summary>What the reader may do besides the steps that are theirs.</summary>
    public required RelocationRights Rights { get; init; }

    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string SiteAddress { get; init; }
    public required string RegionCode { get; init; }
    public required SiteState SiteState { get; init; }
    public required string ContractorName { get; init; }
    public required string? SupervisorName { get; init; }

    /// <summary>The form; for others than the contractor as submitted last, not as it is being changed.</summary>
    public required RelocationForm Form { get; init; }

    /// <summary>The devices as submitted last; a supplier reads only its own.</summary>
    public required IReadOnlyList<RelocationPointView> Points { get; init; }

    /// <summary>What it stands on now: the site's devices to choose from, and the notices.</summary>
    public required RelocationFacts Ground { get; init; }

    /// <summary>The registered crane dismantling notices of the site.</summary>
    public required IReadOnlyList<CraneNoticeLink> CraneNotices { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Where it stands in its chain.</summary>
    public required Progress Progress { get; init; }
}

/// <summary>A device of an application.</summary>
public sealed record RelocationPointView(long DeviceId, string Code, string Position, DeviceKind Kind, string? NewPosition, DeviceKind? NewKind);

/// <summary>Leads to a notice.</summary>
public sealed record CraneNoticeLink(long Id, string Number);
