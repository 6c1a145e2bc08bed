using Domain.Ingest;
using Workflows.Lists;

namespace Workflows.Ingest;

/// <summary>Which requests are asked for; the newest come first.</summary>
public sealed record RequestLogQuery
{
    /// <summary>One supplier's keys.</summary>
    public long? SupplierId { get; init; }

    /// <summary>One key (its row's id).</summary>
    public long? SourceId { get; init; }

    public UploadKind? Kind { get; init; }

    public RequestOutcome? Outcome { get; init; }

    /// <summary>First moment, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to this moment, exclusive, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    public SliceRequest Slice { get; init; } = new();
}

/// <summary>What became of a request.</summary>
public enum RequestOutcome
{
    /// <summary>Every record was stored, now or before.</summary>
    Taken,

    /// <summary>Something was refused: a record, or all of it.</summary>
    Refused,
}

/// <summary>A line of the request log; members as in <see cref="RequestLogEntry"/>.</summary>
/// <param name="KeyId">What the machine sent to name its key.</param>
/// <param name="CanReplay">Whether its body was kept.</param>
public sealed record RequestLogRow(
    long Id, DateTimeOffset At, long SourceId, string KeyId, string KeyName, UploadKind Kind, int Status, string? Code, string? AccessNumber, int Accepted,
    int Duplicates, int Rejected, int? ClockDifference, int Bytes, long? ReplayOf, bool CanReplay);

/// <summary>One request in full.</summary>
/// <param name="MayReplay">Whether the reader may have it taken in once more.</param>
public sealed record RequestLogDetail(RequestLogRow Row, string? Address, string? Excerpt, IReadOnlyList<RejectedRecord> Reasons, bool MayReplay);
