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
/// <param name="Back">A task returned to, to go straight back from: where the token was returned from.</param>
/// <param name="Signing">A countersigned task has one token that stands for it and, in its scope, one for each who is to sign now.</param>
public sealed record Token(long Id, string Node, long Scope, DateTimeOffset Since, string? Via = null, string? Back = null, Signing? Signing = null)
{
    /// <summary>Stands for a countersigned task as a whole: nobody can complete it.</summary>
    [JsonIgnore]
    public bool IsCountersigned => Signing is { Signer: null };

    /// <summary>The token whose number names the task's own clock.</summary>
    [JsonIgnore]
    internal long ClockOwner => Signing is { Signer: not null } ? Scope : Id;
}

/// <summary>A part of a countersigned task.</summary>
/// <param name="Signer">Whose signature this token waits for; null on the token that stands for the task.</param>
/// <param name="Signers">On the token that stands for the task: all who sign, as they were named when it was entered.</param>
/// <param name="Given">There too: the outcomes given so far, separated by blanks; <see cref="Signed"/> for a task that has none.</param>
public sealed record Signing(string? Signer = null, string? Signers = null, string? Given = null)
{
    internal const string Signed = "-";

    /// <summary>After one more has signed.</summary>
    internal Signing With(string? outcome) => this with { Given = $"{Given} {outcome ?? Signed}".TrimStart() };

    internal ImmutableArray<string> Outcomes => [.. (Given ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>A timer that runs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Node">The timer event.</param>
/// <param name="Token">The token that rests at the event, or at the activity that the event is attached to.</param>
/// <param name="Since">The instant from which its duration counts (UTC).</param>
public sealed record PendingTimer(long Id, string Node, long Token, DateTimeOffset Since);
