using Domain.Values;

namespace Domain.Devices;

/// <summary>A time in which no node of the platform was alive and writing, so that no device could be heard.</summary>
public sealed class PlatformOutage
{
    public long Id { get; private set; }

    /// <summary>The last heartbeat before it, UTC; unique.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first heartbeat after it.</summary>
    public DateTimeOffset Until { get; private set; }

    private PlatformOutage()
    {
    }

    public PlatformOutage(DateTimeOffset from, DateTimeOffset until)
    {
        From = from;
        Until = until;
    }

    public Period Period => new(From, Until);
}

/// <summary>That a node was alive and could write.</summary>
public sealed class NodeHeartbeat
{
    public const int NodeLength = 100;

    /// <summary>The node's name; two processes of one name count as one node.</summary>
    public string Node { get; private set; } = "";

    public DateTimeOffset LastAt { get; private set; }

    private NodeHeartbeat()
    {
    }

    public NodeHeartbeat(string node, DateTimeOffset at)
    {
        Node = node;
        LastAt = at;
    }
}
