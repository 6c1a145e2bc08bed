using System.Collections.Concurrent;

namespace Workflows.Engine;

/// <summary>
/// Where a task can give a case back to: the tasks that every way to it has passed, in its own scope or one around it. What came after the
/// target is taken along; what runs beside it stays.
/// </summary>
/// <remarks>
/// A task is no target when something that came of it can go where other ways lead to while something else of it still is here: what was
/// consumed by a join there, or goes on there, would come twice. Nor is one in a branch that a non-interrupting timer starts: several such
/// branches may run at once, and tokens do not say which of them they belong to.
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
            IsWhole = !OnlyBeside(task, start) && StaysTogether(task);
        }

        /// <summary>
        /// What a timer starts beside its activity may outlast it: it must not be started twice, nor must there be a way out while it may run. All
        /// else of a sound chain moves in step, which the game shows where tokens part and there is a way out.
        /// </summary>
        private bool StaysTogether(UserTask task)
        {
            var beside = _nodes.OfType<BoundaryTimer>().Where(timer => !timer.Interrupting).ToList();
            if (beside.Exists(timer => Leaves(timer.AttachedTo) || ComesAgain(timer.AttachedTo))) return false;
            var parts = _nodes.Any(node => node is not ExclusiveGateway && node.Outgoing.Length > 1);
            return !parts || !Leaves(task) || new TokenGame(task, beside, Plays).IsLeftAlone();
        }

        private bool Leaves(Node node) => Node.Reached(node, Plays).Any(reached => reached.Outgoing.Any(flow => !Plays(flow.Target)));

        private bool ComesAgain(Node node) => Node.Reached(node, Plays).Any(reached => reached.Outgoing.Any(flow => flow.Target == node));

        private bool Plays(Node node) => node is EndEvent || _nodes.Contains(node);

        private static bool OnlyBeside(UserTask task, StartEvent start) => !Node.Reached(start, node => node is not BoundaryTimer { Interrupting: false }).Contains(task);

        /// <summary>Whoever is still in here is all that came of the last visit of the task.</summary>
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
