using Domain.Organizations;

namespace Domain.Engine;

/// <summary>One step of a case: who, in which role and organization, when, what, why, on which version. Append-only.</summary>
public sealed class HistoryEntry
{
    public const int ActionLength = 40;
    public const int CommentLength = 1000;
    public const int AddresseesLength = 500;
    public const int RuleLength = WorkItem.NodeLength;

    public long Id { get; private set; }

    public long InstanceId { get; private set; }

    /// <summary>From 1, unique per instance.</summary>
    public int Sequence { get; private set; }

    public long DefinitionId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Null for the system.</summary>
    public long? AccountId { get; private set; }

    /// <summary>The person's name, or "system".</summary>
    public string ActorName { get; private set; } = "";

    public Role? Role { get; private set; }

    public string? OrganizationName { get; private set; }

    /// <summary>For the system: the rule or timer that acted. Never an official's name.</summary>
    public string? Rule { get; private set; }

    /// <summary>start, complete, return, recall, timer, message, service, called, cancel, deadline, transfer, take-back, urge, copy.</summary>
    public string Action { get; private set; } = "";

    public string? NodeId { get; private set; }

    public string? Outcome { get; private set; }

    public string? Comment { get; private set; }

    /// <summary>The people whom a transfer, urge or copy went to, by name.</summary>
    public string? Addressees { get; private set; }

    /// <summary>The engine command as JSON; replaying all of them gives the state. Null for entries that move no token.</summary>
    public string? Command { get; private set; }

    private HistoryEntry()
    {
    }

    /// <exception cref="DomainException">case.comment-too-long (limit).</exception>
    public HistoryEntry(ProcessInstance instance, int sequence, HistoryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Comment?.Length > CommentLength) throw new DomainException("case.comment-too-long", CommentLength);
        InstanceId = instance.Id;
        DefinitionId = instance.DefinitionId;
        Sequence = sequence;
        At = facts.At;
        AccountId = facts.Actor?.AccountId;
        ActorName = facts.Actor?.Name ?? "system";
        Role = facts.Actor?.Role;
        OrganizationName = facts.Actor?.OrganizationName;
        Rule = facts.Rule;
        Action = facts.Action;
        NodeId = facts.NodeId;
        Outcome = facts.Outcome;
        Comment = facts.Comment;
        Addressees = facts.Addressees;
        Command = facts.Command;
    }
}

/// <summary>What a history entry says. Either an actor or a rule is named.</summary>
public sealed record HistoryFacts
{
    public required string Action { get; init; }
    public required DateTimeOffset At { get; init; }
    public Actor? Actor { get; init; }
    public string? Rule { get; init; }
    public string? NodeId { get; init; }
    public string? Outcome { get; init; }
    public string? Comment { get; init; }
    public string? Addressees { get; init; }
    public string? Command { get; init; }
}
