using Domain.Access;
using Domain.Organizations;
using Domain.Sites;
using Workflows.Engine.Shell;

namespace Workflows.Access;

/// <summary>Everything that a case page and the printed forms show of one application, for one reader.</summary>
public sealed record AccessCase
{
    public required long Id { get; init; }
    public required string? Number { get; init; }
    public required AccessStatus Status { get; init; }
    public required long Revision { get; init; }
    public required bool InScope { get; init; }
    public required bool Editable { get; init; }

    /// <summary>What the reader may do besides the steps that are theirs.</summary>
    public required AccessRights Rights { get; init; }

    /// <summary>Whether the reader may move the delivery to another day: the operator, until it is delivered.</summary>
    public required bool MayMoveSlot { get; init; }

    public required SiteFacts Site { get; init; }
    public required string ContractorName { get; init; }
    public required string? OwnerName { get; init; }
    public required string? SupervisorName { get; init; }
    public required string? SupplierName { get; init; }

    /// <summary>The form; during a correction others than the contractor and the installer read what was submitted last, not what is being written.</summary>
    public required AccessForm Form { get; init; }
    public required int FormRevision { get; init; }
    public required TrackDecision? Track { get; init; }

    /// <summary>The letter, if it holds for the installer named now.</summary>
    public required CommitmentLetter? Letter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? SubmittedAt { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    /// <summary>The opinions that count; those taken back stand in <see cref="Recalled"/>.</summary>
    public required IReadOnlyList<OpinionFacts> Opinions { get; init; }

    /// <summary>Opinions that were taken back.</summary>
    public required IReadOnlyList<OpinionFacts> Recalled { get; init; }
    public required IReadOnlyList<AttachmentFacts> Attachments { get; init; }
    public required DebugForm? Debug { get; init; }
    public required string? DebugFiledByName { get; init; }
    public required DateTimeOffset? DebugFiledAt { get; init; }
    public required DateOnly? SlotDate { get; init; }
    public required int? SlotOrdinal { get; init; }

    /// <summary>审核人 of form 1-5.</summary>
    public required string? SlotGivenByName { get; init; }

    public required DateTimeOffset? SlotGivenAt { get; init; }
    public required IReadOnlyList<RoundFacts> Rounds { get; init; }
    public required ReceiptFacts? Receipt { get; init; }
    public required int DevicesOnline { get; init; }
    public required int Devices { get; init; }

    /// <summary>Where it stands in its chain.</summary>
    public required Progress Progress { get; init; }
}

public sealed record SiteFacts(
    long Id, string Name, string Address, string RegionCode, decimal Investment, decimal FloorArea, DateOnly StartDate, DateOnly EndDate, SiteState State);

public sealed record OpinionFacts(
    OpinionStep Step, OpinionResult Result, string Text, int FormRevision, string Name, string OrganizationName, Role Role, DateTimeOffset At,
    DateTimeOffset? RecalledAt);

public sealed record AttachmentFacts(
    long Id, AttachmentKind Kind, string FileName, string ContentType, long Bytes, string UploadedByName, DateTimeOffset UploadedAt);

public sealed record RoundFacts(
    int Ordinal, DateTimeOffset CheckedAt, string CheckedByName, string? Missing, bool? Passed, string? ResultNote, DateTimeOffset? ResultAt, string? ResultByName,
    IReadOnlyList<Shortage> Shortages);

public sealed record ReceiptFacts(
    IReadOnlyList<ReceiptRow> Rows, int Total, string ReceivedByName, DateTimeOffset ReceivedAt, string? HandedOverByName, DateTimeOffset? HandedOverAt,
    string? CollectedByName, DateTimeOffset? CollectedAt);
