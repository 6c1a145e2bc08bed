using Domain.Dismantling;
using Workflows.Engine.Shell;

namespace Workflows.Dismantling;

/// <summary>Which notices are asked for.</summary>
public sealed record CraneNoticeQuery
{
    public string? Text { get; init; }
    public CraneNoticeStatus? Status { get; init; }
    public string? RegionCode { get; init; }

    /// <summary>Those of one site alone.</summary>
    public long? SiteId { get; init; }

    /// <summary>Site names in their order instead of the newest first.</summary>
    public bool BySite { get; init; }

    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>A row of the list of notices.</summary>
public sealed record CraneNoticeRow(
    long Id, string? Number, string SiteName, string RegionCode, string ContractorName, CraneNoticeStatus Status, string? Position, DateOnly? DismantleFrom,
    DateOnly? DismantleUntil, DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt);

/// <summary>Everything that a case page, the form and its print show of one notice, for one reader.</summary>
public sealed record CraneNoticeCase
{
    public required long Id { get; init; }
    public required string? Number { get; init; }
    public required CraneNoticeStatus Status { get; init; }
    public required long Revision { get; init; }

    /// <summary>What the reader may do besides the steps that are theirs.</summary>
    public required CraneNoticeRights Rights { get; init; }

    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string SiteAddress { get; init; }
    public required string RegionCode { get; init; }
    public required string ContractorName { get; init; }
    public required string? SupervisorName { get; init; }
    public required string? OwnerName { get; init; }

    /// <summary>The form; for others than the contractor as filed last, not as it is being changed.</summary>
    public required CraneNoticeForm Form { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }
    public required string? RevokedByName { get; init; }
    public required string? RevokedReason { get; init; }

    /// <summary>Where it stands in its chain.</summary>
    public required Progress Progress { get; init; }
}
