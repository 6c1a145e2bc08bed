namespace Workflows.Ingest;

/// <summary>Section <c>Ingest</c> of the configuration. What the API contract promises to suppliers stands in <see cref="UploadLimits"/>.</summary>
public sealed class IngestOptions
{
    /// <summary>Requests per second that a key may send for long, over all nodes.</summary>
    public double RequestsPerSecond { get; set; } = 50;

    /// <summary>Requests that a key may send at once after a pause, over all nodes.</summary>
    public int Burst { get; set; } = 100;

    /// <summary>Nodes that share the requests between them; each grants its part of the two above.</summary>
    public int Nodes { get; set; } = 1;

    /// <summary>Refused signatures per second that an address may send for long, per node; further requests of it are turned away unread.</summary>
    public double FailuresPerSecond { get; set; } = 2;

    /// <summary>Refused signatures that an address may send at once.</summary>
    public int FailureBurst { get; set; } = 20;

    /// <summary>Seconds until a request is answered 503 when its records are not committed by then; the contract says 2.</summary>
    public double AnswerWithinSeconds { get; set; } = 1.5;

    /// <summary>Seconds that a body may take to arrive.</summary>
    public double ReadWithinSeconds { get; set; } = 60;

    /// <summary>Requests that may wait for the database per node; more are answered 503 at once.</summary>
    public int QueueLength { get; set; } = 2_000;

    /// <summary>Megabytes of bodies that may be held at once per node; more are answered 503 at once. A quarter of it for one key.</summary>
    public int BufferMegabytes { get; set; } = 256;

    /// <summary>Transactions at once per node, at most.</summary>
    public int Committers { get; set; } = 4;

    /// <summary>Milliseconds until a group no longer waits for the one before to end.</summary>
    public int NextGroupMilliseconds { get; set; } = 20;

    /// <summary>
    /// Records that make a second transaction beside the first worth its price: several small ones side by side cost more per request than one, and
    /// use both the portal's and the database's processor.
    /// </summary>
    public int SecondGroupRecords { get; set; } = 256;

    /// <summary>Requests written in one transaction, at most.</summary>
    public int GroupRequests { get; set; } = 256;

    /// <summary>Records written in one transaction, about: the last request of a group may exceed it.</summary>
    public int GroupRecords { get; set; } = 4_000;

    /// <summary>Seconds that a transaction may take before it is given up.</summary>
    public double CommitWithinSeconds { get; set; } = 10;

    /// <summary>Days that the request log is kept.</summary>
    public int KeepLogDays { get; set; } = 30;

    /// <summary>Kilobytes of the largest refused body that is kept for a replay.</summary>
    public int KeptBodyKilobytes { get; set; } = 256;

    /// <summary>Refused bodies kept per key, minute and node.</summary>
    public int KeptBodiesPerMinute { get; set; } = 20;

    /// <summary>Refused requests logged per key and second, per node, for long; those that a valid signature stands behind are all logged.</summary>
    public double LoggedFailuresPerSecond { get; set; } = 1;
}
