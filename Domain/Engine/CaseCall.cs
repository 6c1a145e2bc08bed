namespace Domain.Engine;

/// <summary>That a case has called another one and waits for its end (BPMN call activity).</summary>
public sealed class CaseCall
{
    /// <summary>Outcome of a call that nobody waits for any more.</summary>
    public const string Dropped = "dropped";

    public long Id { get; private set; }

    /// <summary>The instance that waits.</summary>
    public long CallerId { get; private set; }

    /// <summary>The case that waits, such as "supervision:7".</summary>
    public string CallerKey { get; private set; } = "";

    /// <summary>The token that waits; unique per caller.</summary>
    public long TokenId { get; private set; }

    public string NodeId { get; private set; } = "";

    /// <summary>The case that was called, such as "access:42"; it may still be a draft without an instance.</summary>
    public string CalledKey { get; private set; } = "";

    public DateTimeOffset CalledAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How the called case ended, or <see cref="Dropped"/>.</summary>
    public string? Outcome { get; private set; }

    private CaseCall()
    {
    }

    public CaseCall(ProcessInstance caller, long tokenId, string nodeId, string calledKey, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(caller);
        CallerId = caller.Id;
        CallerKey = caller.BusinessKey;
        TokenId = tokenId;
        NodeId = nodeId;
        CalledKey = calledKey;
        CalledAt = at;
    }

    public void End(string outcome, DateTimeOffset at)
    {
        Outcome = outcome;
        EndedAt = at;
    }
}
