using System.Collections.Concurrent;

namespace Workflows.Engine;

/// <summary>
/// Where a task can give a case back to: the tasks that every way to it has passed, in its own scope or one around it. What came after the
/// target is taken along; what runs beside it stays.
/// </summary>
/// <remarks>
/// A task whose followers enter a join by several flows, or several joins, is no target: one of the tokens might have been consumed there
/// already, and would then be waited for in vain. Nor is one in a branch that a non-interrupting timer starts: several such branches may run at
/// once, and tokens do not say which of them they belong to.
/// </remarks>
public sealed class ReturnTargets
{
    private readonly ProcessDefinition _definition;
    private readonly ConcurrentDictionary<UserTask, Following> _after = new();

    internal ReturnTargets(ProcessDefinition definition) => _definition = definition;

    /// <summary>The targets, the nearest scope first and there in the order of the file.</summary>
    public IEnumerable<UserTask> Of(UserTask task)
    {
        for (Node? place = task; place is not null; place = place.Scope)
        {
            foreach (var target in _definition.Nodes.OfType<UserTask>())
            {
                if (target.Scope == place.Scope && target != task && After(target) is { IsWhole: true } after && after.Holds(place)) yield return target;
            }
        }
    }

    internal Following After(UserTask target) => _after.GetOrAdd(target, static (task, definition) => new Following(task, definition), _definition);

    /// <summary>The nodes of a task's scope that no way reaches without it, itself among them.</summary>
    internal sealed class Following
    {
        private readonly HashSet<Node> _nodes;

        public Following(UserTask task, ProcessDefinition definition)
        {
            var scope = definition.Nodes.Where(node => node.Scope == task.Scope).ToList();
            var start = scope.OfType<StartEvent>().Single();
            var without = Node.Reached(start, node => node != task);
            _nodes = [.. scope.Where(node => !without.Contains(node))];
            IsWhole = !OnlyBeside(task, start) && _nodes.SelectMany(node => node.Outgoing)
                .Count(flow => flow.Target is ParallelGateway { Incoming.Length: > 1 } join && !_nodes.Contains(join)) <= 1;
        }

        private static bool OnlyBeside(UserTask task, StartEvent start) => !Node.Reached(start, node => node is not BoundaryTimer { Interrupting: false }).Contains(task);

        /// <summary>At most one flow leads from here into a join with others, so that one token is enough to come there again.</summary>
        public bool IsWhole { get; }

        public bool Holds(Node node) => _nodes.Contains(node);

        /// <summary>A token that waits at a join belongs where it came from.</summary>
        public bool Holds(Token token, ProcessDefinition definition)
        {
            var node = definition.Node(token.Node);
            return token.Via is { } via && node is ParallelGateway join
                ? Holds(join.Incoming.First(flow => flow.Id == via).Source)
                : Holds(node);
        }
    }
}
