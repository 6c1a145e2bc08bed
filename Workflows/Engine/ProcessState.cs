using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

[JsonConverter(typeof(JsonStringEnumConverter<ProcessStatus>))]
public enum ProcessStatus
{
    /// <summary>Nothing happened yet.</summary>
    New,
    Running,

    /// <summary>The last token reached an end.</summary>
    Completed,

    /// <summary>A terminate end event of the top level ended everything.</summary>
    Terminated,

    /// <summary>Withdrawn by a command.</summary>
    Cancelled,
}

/// <summary>
/// Where an instance stands: one immutable document. It says nothing about people; work items are made from its effects.
/// Numbers are never used twice within an instance, so a stale command cannot hit a later visit of the same node.
/// A part that a stored document lacks is empty, so that later releases can add parts.
/// </summary>
public sealed record ProcessState
{
    public static ProcessState Initial { get; } = new();

    public ProcessStatus Status { get; init; }

    /// <summary>The next number for a token or a timer.</summary>
    public long Next { get; init; } = 1;

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<Token> Tokens { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<PendingTimer> Timers { get => field.IsDefault ? [] : field; init; }

    public ImmutableArray<ProcessClock> Clocks { get => field.IsDefault ? [] : field; init; }

    [JsonConverter(typeof(OrdinalMapJson<ProcessValue>))]
    public ImmutableSortedDictionary<string, ProcessValue> Variables { get => field ?? OrdinalMap.Empty<ProcessValue>(); init; }

    /// <summary>How often each node was entered and each flow taken, by id: what the diagram shows as the path.</summary>
    [JsonConverter(typeof(OrdinalMapJson<int>))]
    public ImmutableSortedDictionary<string, int> Trace { get => field ?? OrdinalMap.Empty<int>(); init; }

    [JsonIgnore]
    public bool HasEnded => Status is ProcessStatus.Completed or ProcessStatus.Terminated or ProcessStatus.Cancelled;

    public Token? Find(long token)
    {
        foreach (var candidate in Tokens)
        {
            if (candidate.Id == token) return candidate;
        }

        return null;
    }

    /// <summary>Service tasks that wait for their handler, oldest first. A state that still has any is not ready to be stored.</summary>
    public IEnumerable<CallService> PendingServices(ProcessDefinition definition) =>
        from token in Tokens
        let service = definition.Node(token.Node) as ServiceTask
        where service is not null
        select new CallService(token.Id, token.Node, service.Handler);
}

/// <summary>A token at rest.</summary>
/// <param name="Id">Its number; a token gets a new one wherever it comes to rest.</param>
/// <param name="Node">Where it rests.</param>
/// <param name="Scope">The token that stands for the enclosing subprocess, 0 on the top level.</param>
/// <param name="Since">When it came here (UTC).</param>
/// <param name="Via">At a joining gateway: the flow it came by.</param>
public sealed record Token(long Id, string Node, long Scope, DateTimeOffset Since, string? Via = null);

/// <summary>A timer that runs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Node">The timer event.</param>
/// <param name="Token">The token that rests at the event, or at the activity that the event is attached to.</param>
/// <param name="Since">The instant from which its duration counts (UTC).</param>
public sealed record PendingTimer(long Id, string Node, long Token, DateTimeOffset Since);
