using System.Collections.Immutable;
using Domain.Engine;
using Workflows.Engine.Feel;

namespace Workflows.Engine;

/// <summary>One element of a process that tokens reach. Nodes and flows refer to each other and never change once loaded.</summary>
public abstract class Node
{
    /// <summary>Longest identifier accepted in a file, so that it fits every column that stores one.</summary>
    public const int IdLength = WorkItem.NodeLength;

    public required string Id { get; init; }

    /// <summary>The label in the diagram, for people.</summary>
    public string? Name { get; init; }

    public string? Documentation { get; init; }

    /// <summary>Line of the file where the element starts, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The embedded subprocess that holds this node, null on the top level.</summary>
    public SubProcess? Scope { get; init; }

    public ImmutableArray<Flow> Incoming { get; internal set; } = [];

    public ImmutableArray<Flow> Outgoing { get; internal set; } = [];

    public override string ToString() => $"{GetType().Name} {Id}";

    /// <summary>What flows and boundary events lead to within the scope of a node, through those that <paramref name="may"/> be passed.</summary>
    internal static HashSet<Node> Reached(Node start, Predicate<Node> may)
    {
        var seen = new HashSet<Node> { start };
        var open = new Stack<Node>([start]);
        while (open.TryPop(out var node))
        {
            var next = node.Outgoing.Select(flow => flow.Target).Concat(node is Activity activity ? activity.Boundaries : []);
            foreach (var target in next)
            {
                if (may(target) && seen.Add(target)) open.Push(target);
            }
        }

        return seen;
    }
}

public sealed class StartEvent : Node;

public sealed class EndEvent : Node
{
    /// <summary>True: reaching it ends everything in its scope, not only the token.</summary>
    public bool Terminate { get; init; }
}

/// <summary>A place where a token stays while boundary timers may run beside it.</summary>
public abstract class Activity : Node
{
    public ImmutableArray<BoundaryTimer> Boundaries { get; internal set; } = [];
}

public sealed class UserTask : Activity
{
    public required WorkSpec Work { get; init; }
}

public sealed class ServiceTask : Node
{
    /// <summary>Name under which the shell finds the handler, such as "access.fix-track".</summary>
    public required string Handler { get; init; }
}

public sealed class ExclusiveGateway : Node
{
    /// <summary>Taken when no condition holds.</summary>
    public Flow? Default { get; internal set; }
}

public sealed class ParallelGateway : Node;

public sealed class TimerCatch : Node
{
    public required TimerStart Timer { get; init; }
}

public sealed class MessageCatch : Node
{
    public required string Message { get; init; }

    /// <summary>Whom the wait concerns and which clocks it carries; a wait item is shown when a role or party is named.</summary>
    public required WorkSpec Work { get; init; }
}

/// <summary>Another chain runs here as a case of its own; the token waits for its end.</summary>
public sealed class CallActivity : Activity
{
    /// <summary>Key of the chain that is called.</summary>
    public required string Called { get; init; }

    /// <summary>Whom the wait concerns and which clocks it carries, as with <see cref="MessageCatch"/>.</summary>
    public required WorkSpec Work { get; init; }
}

public sealed class SubProcess : Activity
{
    public StartEvent Start { get; internal set; } = null!;
}

public sealed class BoundaryTimer : Node
{
    public Activity AttachedTo { get; internal set; } = null!;

    /// <summary>True: firing ends the activity. False: it adds a token beside it, once per activation.</summary>
    public bool Interrupting { get; init; }

    public required TimerStart Timer { get; init; }
}

public sealed class Flow
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public int Line { get; init; }

    public Expression? Condition { get; init; }

    public Node Source { get; internal set; } = null!;

    public Node Target { get; internal set; } = null!;

    public override string ToString() => $"{Source.Id} -> {Target.Id}";
}
