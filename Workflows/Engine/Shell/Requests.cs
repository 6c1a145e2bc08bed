using Domain.Engine;
using Domain.Organizations;

namespace Workflows.Engine.Shell;

/// <summary>Starts an instance on the newest version of a chain.</summary>
public sealed record StartProcess
{
    public required string DefinitionKey { get; init; }

    /// <summary>The case, such as "access:42".</summary>
    public required string BusinessKey { get; init; }

    /// <summary>Null for a case that is about a unit and no site.</summary>
    public required long? SiteId { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>What inboxes show.</summary>
    public required string Subject { get; init; }

    /// <summary>Name of each party in the file with the organization that it is here.</summary>
    public required IReadOnlyDictionary<string, long> Parties { get; init; }

    /// <summary>Name of each person in the file with who that is here.</summary>
    public IReadOnlyDictionary<string, CasePerson> People { get; init; } = new Dictionary<string, CasePerson>(StringComparer.Ordinal);

    /// <summary>What the chain's conditions ask for from the start, such as a leave's days.</summary>
    public IReadOnlyDictionary<string, ProcessValue> Variables { get; init; } = new Dictionary<string, ProcessValue>(StringComparer.Ordinal);

    /// <summary>Null when a rule starts it.</summary>
    public required Actor? Actor { get; init; }

    /// <summary>Without an actor: the rule, which the history names.</summary>
    public string? Rule { get; init; }

    public string? Comment { get; init; }
}

/// <summary>An open work item with its instance, loaded for its holder.</summary>
public sealed record HeldItem(WorkItem Item, ProcessInstance Instance, Actor Actor);

/// <summary>Completes a held item.</summary>
public sealed record CompleteItem
{
    public required HeldItem Held { get; init; }

    /// <summary>One of the step's outcomes; null for a step that has none.</summary>
    public required string? Outcome { get; init; }

    /// <summary>Of a step that files a form: its fingerprint (<see cref="FiledContent"/>). Without one it never counts as unchanged.</summary>
    public string? Content { get; init; }

    public string? Comment { get; init; }

    /// <summary>What the chain's conditions ask for and the step says anew.</summary>
    public IReadOnlyDictionary<string, ProcessValue> Variables { get; init; } = new Dictionary<string, ProcessValue>(StringComparer.Ordinal);
}

/// <summary>Gives a held item's case back to an earlier task.</summary>
public sealed record ReturnItem
{
    public required HeldItem Held { get; init; }

    /// <summary>The task, one of <see cref="ReturnTargets"/>.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the target, deciding as before and with an unchanged form, hands straight back.</summary>
    public required bool StraightBack { get; init; }

    /// <summary>Why; the target reads it.</summary>
    public required string Reason { get; init; }
}

/// <summary>Takes back the actor's own completion, the last thing that happened.</summary>
public sealed record RecallCompletion
{
    public required string BusinessKey { get; init; }

    /// <summary>The step that was completed, as the actor saw it: what is taken back is what was meant.</summary>
    public required string NodeId { get; init; }

    public required Actor Actor { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Tells an instance that something it waits for has happened.</summary>
public sealed record DeliverMessage
{
    public required string BusinessKey { get; init; }

    public required string Message { get; init; }

    /// <summary>The rule that saw it; stands in the history as the system's reason.</summary>
    public required string Rule { get; init; }

    /// <summary>Where a person's act is the message, the person: the history then names them.</summary>
    public Actor? Actor { get; init; }

    public string? Comment { get; init; }
}

/// <summary>Withdraws an instance.</summary>
public sealed record CancelProcess
{
    public required string BusinessKey { get; init; }

    /// <summary>Null when a rule ends it.</summary>
    public required Actor? Actor { get; init; }

    /// <summary>Without an actor: the rule, which the history names.</summary>
    public string? Rule { get; init; }

    public string? Reason { get; init; }
}
