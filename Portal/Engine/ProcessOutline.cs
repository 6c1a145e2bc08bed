using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Portal.Engine;

/// <summary>Where a step stands in a case.</summary>
public enum StepState
{
    /// <summary>The case came through it and is not there now.</summary>
    Done,

    Now,

    /// <summary>The case can still come to it.</summary>
    Ahead,

    /// <summary>The case went another way, or has ended.</summary>
    Passed,
}

/// <summary>A step in words.</summary>
/// <param name="State">Null where a chain is shown by itself, without a case.</param>
/// <param name="Times">How often it was done.</param>
public sealed record OutlineStep(string NodeId, string Name, StepState? State, int Times);

/// <summary>A chain's diagram in words: its steps in the order of the file, with where the case has been, is and can still go.</summary>
public static class ProcessOutline
{
    /// <param name="xml">BPMN 2.0; of a text that the engine cannot read nothing is told.</param>
    /// <param name="taken">Ids of nodes entered, with how often.</param>
    /// <param name="current">Ids of nodes where the case stands.</param>
    /// <param name="labels">Names of steps; those without one keep the file's.</param>
    public static IReadOnlyList<OutlineStep> Read(
        string xml, IReadOnlyDictionary<string, int> taken, IReadOnlyCollection<string> current, ProcessLabels labels)
    {
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(labels);
        if (BpmnReader.Read(xml).Definition is not { } definition) return [];

        var ahead = Reachable(definition, current);
        return
        [
            .. from node in definition.Nodes
               where IsStep(node)
               let now = current.Contains(node.Id)
               let times = taken.GetValueOrDefault(node.Id) - (now ? 1 : 0)
               select new OutlineStep(
                   node.Id, labels.FindNode(definition.Id, node.Id) ?? node.Name ?? node.Id,
                   taken.Count + current.Count == 0 ? null
                       : now ? StepState.Now
                       : times > 0 ? StepState.Done
                       : ahead.Contains(node) ? StepState.Ahead
                       : StepState.Passed,
                   Math.Max(0, times)),
        ];
    }

    // Gateways only lead on, and events without a name only begin and end something.
    private static bool IsStep(Node node) => node switch
    {
        ExclusiveGateway or ParallelGateway => false,
        StartEvent or EndEvent => node.Name is not null,
        _ => true,
    };

    private static HashSet<Node> Reachable(ProcessDefinition definition, IEnumerable<string> from)
    {
        var reached = new HashSet<Node>();
        var next = new Stack<Node>(from.Select(definition.Find).OfType<Node>());
        while (next.TryPop(out var node))
        {
            foreach (var follower in Followers(node).Where(reached.Add)) next.Push(follower);
        }

        return reached;
    }

    private static IEnumerable<Node> Followers(Node node)
    {
        var followers = node.Outgoing.Select(flow => flow.Target);
        if (node is Activity activity) followers = followers.Concat(activity.Boundaries);
        if (node is SubProcess subProcess) followers = followers.Append(subProcess.Start);
        return followers;
    }
}
