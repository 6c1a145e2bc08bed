using Domain.Supervision;
using Workflows.Engine.Shell;

namespace Workflows.Supervision;

/// <summary>Everything that the case page and the printed notice show, for one reader.</summary>
public sealed record SupervisionCase
{
    public required long Id { get; init; }
    public required SupervisionKind Kind { get; init; }
    public required SupervisionStatus Status { get; init; }
    public required string? Number { get; init; }
    public required long SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string SiteAddress { get; init; }
    public required string RegionCode { get; init; }
    public required string ContractorName { get; init; }
    public required string OwnerName { get; init; }
    public required SupervisionForm Form { get; init; }
    public required string FiledByName { get; init; }
    public required DateTimeOffset FiledAt { get; init; }
    public required string? RegulatorName { get; init; }
    public required string? DecidedByName { get; init; }
    public required DateTimeOffset? DecidedAt { get; init; }
    public required DateOnly? InForceFrom { get; init; }
    public required DateOnly? LiftedOn { get; init; }

    /// <summary>The resumption that lifted this suspension.</summary>
    public required long? LiftedById { get; init; }
    public required string? ReceivedByName { get; init; }
    public required DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Whether the reader may withdraw it now.</summary>
    public required bool MayWithdraw { get; init; }

    /// <summary>Whether the reader may change it and submit it again now.</summary>
    public required bool MayEdit { get; init; }

    public required Progress Progress { get; init; }
}

/// <summary>Which notices are asked for.</summary>
public sealed record SupervisionQuery
{
    public string? Text { get; init; }
    public SupervisionKind? Kind { get; init; }
    public SupervisionStatus? Status { get; init; }
    public string? RegionCode { get; init; }
    public long? SiteId { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

/// <summary>A row of the register.</summary>
public sealed record SupervisionRow(
    long Id, SupervisionKind Kind, SupervisionStatus Status, string? Number, string SiteName, string RegionCode, string ContractorName, DateTimeOffset FiledAt,
    DateOnly? InForceFrom, DateOnly? LiftedOn);
