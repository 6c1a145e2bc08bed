using Domain.Engine;
using Domain.Organizations;

namespace Workflows.Engine.Shell;

/// <summary>Starts an instance on the newest version of a chain.</summary>
public sealed record StartProcess
{
    public required string DefinitionKey { get; init; }

    /// <summary>The case, such as "access:42".</summary>
    public required string BusinessKey { get; init; }

    public required long SiteId { get; init; }

    public required string RegionCode { get; init; }

    /// <summary>What inboxes show.</summary>
    public required string Subject { get; init; }

    /// <summary>Name of each party in the file with the organization that it is here.</summary>
    public required IReadOnlyDictionary<string, long> Parties { get; init; }

    public required Actor Actor { get; init; }

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

    public string? Comment { get; init; }
}

/// <summary>Tells an instance that something it waits for has happened.</summary>
public sealed record DeliverMessage
{
    public required string BusinessKey { get; init; }

    public required string Message { get; init; }

    /// <summary>The rule that saw it; stands in the history as the system's reason.</summary>
    public required string Rule { get; init; }
}

/// <summary>Withdraws an instance.</summary>
public sealed record CancelProcess
{
    public required string BusinessKey { get; init; }

    public required Actor Actor { get; init; }

    public string? Reason { get; init; }
}
