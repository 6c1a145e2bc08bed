namespace Domain.Engine;

/// <summary>A timer of a running instance. It exists while it can fire; firing or cancelling removes it.</summary>
public sealed class ProcessTimer
{
    public long Id { get; private set; }

    public long InstanceId { get; private set; }

    /// <summary>The engine's own number of the timer, unique per instance.</summary>
    public long TimerId { get; private set; }

    public string NodeId { get; private set; } = "";

    /// <summary>When it fires, UTC. Indexed: the timer job looks here only.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>What the due time was computed from, so that a changed calendar can recompute it.</summary>
    public DateTimeOffset BaseAt { get; private set; }

    /// <summary>Working days from <see cref="BaseAt"/>; null for ISO durations, which no calendar touches.</summary>
    public int? WorkingDays { get; private set; }

    private ProcessTimer()
    {
    }

    public ProcessTimer(long instanceId, long timerId, string nodeId, DateTimeOffset baseAt, int? workingDays, DateTimeOffset dueAt)
    {
        InstanceId = instanceId;
        TimerId = timerId;
        NodeId = nodeId;
        BaseAt = baseAt;
        WorkingDays = workingDays;
        DueAt = dueAt;
    }

    public void Move(DateTimeOffset dueAt) => DueAt = dueAt;
}
