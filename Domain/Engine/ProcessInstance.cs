namespace Domain.Engine;

/// <summary>A running or finished case of a process definition version. What is queried is in columns, the rest is one document.</summary>
public sealed class ProcessInstance
{
    public const int KeyLength = 60;
    public const int BusinessKeyLength = 100;

    public long Id { get; private set; }

    /// <summary>The immutable version it runs on, from start to end.</summary>
    public long DefinitionId { get; private set; }

    public string DefinitionKey { get; private set; } = "";

    /// <summary>The case it moves, such as "access:42"; unique per definition key among running instances.</summary>
    public string BusinessKey { get; private set; } = "";

    /// <summary>The site that the case is about; null for a case about a unit, such as a supplier.</summary>
    public long? SiteId { get; private set; }

    public InstanceStatus Status { get; private set; }

    /// <summary>The engine's state as JSON; read and written whole.</summary>
    public string State { get; private set; } = "";

    /// <summary>Number of history entries so far; the next one's sequence is one more.</summary>
    public int HistoryCount { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public long Revision { get; private set; }

    private ProcessInstance()
    {
    }

    public ProcessInstance(ProcessDefinitionVersion definition, string businessKey, long? siteId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(definition);
        DefinitionId = definition.Id;
        DefinitionKey = definition.Key;
        BusinessKey = businessKey;
        SiteId = siteId;
        StartedAt = at;
    }

    /// <summary>Takes the state after a step.</summary>
    public void Move(string state, int historyCount)
    {
        State = state;
        HistoryCount = historyCount;
    }

    /// <summary>The number of the next history entry, of one that moves nothing.</summary>
    public int NextNote() => ++HistoryCount;

    public void End(InstanceStatus how, DateTimeOffset at)
    {
        Status = how;
        EndedAt = at;
    }
}

/// <summary>Whether an instance still runs.</summary>
public enum InstanceStatus
{
    Running,
    Completed,

    /// <summary>Ended from outside, such as by a withdrawal.</summary>
    Cancelled,
}
