using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>What became of an upload. Without a refusal, everything that is not rejected is on disk.</summary>
public sealed record UploadAnswer
{
    /// <summary>Why the whole of it was refused; the counts are then 0.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Records stored now.</summary>
    public int Accepted { get; init; }

    /// <summary>Records that were stored before.</summary>
    public int Duplicates { get; init; }

    public IReadOnlyList<RejectedRecord> Rejected { get; init; } = [];

    public static UploadAnswer Of(Refusal refusal) => new() { Refusal = refusal };
}
