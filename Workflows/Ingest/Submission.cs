using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>
/// A request on its way into the database: waiting, then taken by a committer, or given up by whoever waited for it. One that is given up
/// before it is taken was never there.
/// </summary>
internal sealed class Submission
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<UploadAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public required IngestKey Key { get; init; }

    public required UploadKind Kind { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Null for a replay that was asked for on a page.</summary>
    public UsedNonce? Nonce { get; init; }

    public int? ClockDifference { get; init; }

    public string? Address { get; init; }

    public long? ReplayOf { get; init; }

    /// <summary>As sent. Must stay as it is until the answer is there.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public int Bytes { get; init; }

    /// <summary>Null when <see cref="Refusal"/> says why.</summary>
    public Upload? Upload { get; set; }

    /// <summary>Found before the database was asked: the request is only logged.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Records in it, as the queue counts it; 1 at least.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>What was waited for the database already, of the time that an answer may take.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Timestamp at which it has waited too long.</summary>
    public long Late { get; set; }

    /// <summary>Completed once what it says is committed, or is known not to be.</summary>
    public Task<UploadAnswer> Answer => _answer.Task;

    /// <summary>For a committer; false when it was given up.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>For whoever waits; false when a committer has it and its fate is open.</summary>
    public bool TryGiveUp()
    {
        if (Interlocked.CompareExchange(ref _state, GivenUp, Waiting) != Waiting) return false;
        // It stays in the queue until its turn; what it holds does not.
        Upload = null;
        return true;
    }

    public void Complete(UploadAnswer answer) => _answer.TrySetResult(answer);
}
