namespace Workflows.Tests.Engine.Blocks;

/// <summary>Writes a block as nodes and flows. Ids are given in the order of visit, so that <see cref="BlockModel"/> finds the same.</summary>
internal sealed class BlockDraft
{
    private const string Duration = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";
    private const string Message = """<messageEventDefinition messageRef="m"/>""";

    private const string Outcomes = """portal:outcomes="yes no" """;

    private readonly Draft _draft = new();
    private readonly Dictionary<Block, string> _ids = new(ReferenceEqualityComparer.Instance);
    private int _count;

    private BlockDraft()
    {
    }

    public static (Draft Draft, Dictionary<Block, string> Ids) Of(Block block)
    {
        var writer = new BlockDraft();
        writer.Scope(block, scope: null);
        // A clock that is stopped must be carried somewhere.
        if (!writer._draft.Nodes.Exists(node => node.Attributes.Contains("portal:clock", StringComparison.Ordinal)))
        {
            var nodes = writer._draft.Nodes;
            for (var i = 0; i < nodes.Count; i++)
                nodes[i] = nodes[i] with { Attributes = nodes[i].Attributes.Replace("portal:stopsClock=\"c\"", "", StringComparison.Ordinal) };
        }

        return (writer._draft, writer._ids);
    }

    private void Scope(Block block, string? scope)
    {
        var start = Node("startEvent", scope);
        var exit = Put(block, new Way(start, Condition: null, IsDefault: false), scope, beside: false);
        Go(exit, Node("endEvent", scope));
    }

    /// <summary>The end of a piece: a node, and under which condition its next flow is taken.</summary>
    private readonly record struct Way(string From, string? Condition, bool IsDefault);

    private Way Put(Block block, Way entry, string? scope, bool beside)
    {
        switch (block)
        {
            case Sequence sequence:
                foreach (var part in sequence.Inside) entry = Put(part, entry, scope, beside);
                return entry;
            case Choice choice:
                var gate = Enter(entry, "exclusiveGateway", scope);
                var meet = Node("exclusiveGateway", scope);
                for (var i = 0; i < choice.Inside.Length; i++)
                {
                    var last = i == choice.Inside.Length - 1;
                    Go(Put(choice.Inside[i], new Way(gate.From, last ? null : $"v = {i}", last), scope, beside), meet);
                }

                return Plain(meet);
            case Fork fork:
                var split = Enter(entry, "parallelGateway", scope);
                var join = Node("parallelGateway", scope);
                foreach (var part in fork.Inside) Go(Put(part, split, scope, beside: true), join);
                return Plain(join);
            case Loop loop:
                var again = Enter(entry, "exclusiveGateway", scope);
                var decide = Enter(Put(loop.Inside, Put(loop.First, again, scope), scope, beside), "exclusiveGateway", scope).From;
                Go(new Way(decide, "v = 0", IsDefault: false), again.From);
                return new Way(decide, Condition: null, IsDefault: true);
            case EarlyEnd early:
                var fate = Enter(entry, "exclusiveGateway", scope).From;
                Go(new Way(fate, "v = 1", IsDefault: false), Node("endEvent", scope, content: early.Terminate || beside ? "<terminateEventDefinition/>" : ""));
                return new Way(fate, Condition: null, IsDefault: true);
            case Inner inner:
                return Activity(inner, inner.Inside, entry, scope);
            case Timed timed:
                return Put(timed, entry, scope, beside);
            default:
                return Put((Leaf)block, entry, scope);
        }
    }

    private Way Put(Timed timed, Way entry, string? scope, bool beside)
    {
        var activity = Activity(timed, timed.Inside, entry, scope);
        var timer = Node("boundaryEvent", scope, $"""attachedToRef="{activity.From}" cancelActivity="{(timed.Interrupting ? "true" : "false")}" """, Duration);
        var branch = Put(timed.Branch, Plain(timer), scope, beside && timed.Interrupting);
        if (!timed.Interrupting)
        {
            Go(branch, Node("endEvent", scope));
            return activity;
        }

        var meet = Node("exclusiveGateway", scope);
        Go(activity, meet);
        Go(branch, meet);
        return Plain(meet);
    }

    private Way Activity(Block owner, Block? inside, Way entry, string? scope)
    {
        var activity = Enter(entry, inside is null ? "userTask" : "subProcess", scope);
        _ids[owner] = activity.From;
        if (inside is not null) Scope(inside, activity.From);
        return activity;
    }

    private Way Put(Leaf leaf, Way entry, string? scope)
    {
        var (element, attributes, content) = leaf.Kind switch
        {
            LeafKind.User => ("userTask", "", ""),
            LeafKind.UserWithOutcomes => ("userTask", Outcomes + """portal:role="R" """, ""),
            LeafKind.UserWithOwnClock => ("userTask", """portal:dueWorkingDays="2" """, ""),
            LeafKind.UserOnClock => ("userTask", """portal:clock="c" portal:dueWorkingDays="3" """, ""),
            LeafKind.UserStoppingClock => ("userTask", """portal:stopsClock="c" """, ""),
            LeafKind.SignedByAll => ("userTask", Outcomes, Signed("all", "R@a R@b")),
            LeafKind.SignedByOne => ("userTask", Outcomes + """portal:dueWorkingDays="2" """, Signed("any", "R@a R@b R@c")),
            LeafKind.SignedByHalf => ("userTask", Outcomes, Signed("50%", "R@a R@b R@c")),
            LeafKind.SignedInTurn => ("userTask", Outcomes + """portal:clock="c" portal:dueWorkingDays="3" """, Signed("all", "R@a R@b", """isSequential="true" """)),
            LeafKind.Service => ("serviceTask", """portal:handler="h" """, ""),
            LeafKind.Timer => ("intermediateCatchEvent", "", Duration),
            LeafKind.Message => ("intermediateCatchEvent", "", Message),
            LeafKind.Call => ("callActivity", """calledElement="other" """, ""),
            LeafKind.VisibleCall => ("callActivity", """calledElement="other" portal:role="R" portal:clock="c" portal:dueWorkingDays="3" """, ""),
            _ => ("intermediateCatchEvent", """portal:role="R" """, Message),
        };
        var way = Enter(entry, element, scope, attributes, content);
        _ids[leaf] = way.From;
        return way;
    }

    private Way Enter(Way entry, string element, string? scope, string attributes = "", string content = "")
    {
        var node = Node(element, scope, attributes, content);
        Go(entry, node);
        return Plain(node);
    }

    private string Node(string element, string? scope, string attributes = "", string content = "")
    {
        var id = $"n{_count++}";
        _draft.Nodes.Add(new DraftNode(id, element, scope, attributes, content));
        return id;
    }

    private void Go(Way way, string to)
    {
        var flow = new DraftFlow($"f{_draft.Flows.Count}", way.From, to, way.Condition);
        _draft.Flows.Add(flow);
        if (!way.IsDefault) return;
        var index = _draft.Nodes.FindIndex(node => node.Id == way.From);
        _draft.Nodes[index] = _draft.Nodes[index] with { Attributes = $"""default="{flow.Id}" """ };
    }

    private static string Signed(string needs, string signers, string more = "") =>
        $"""<multiInstanceLoopCharacteristics portal:needs="{needs}" portal:signers="{signers}" {more}/>""";

    private static Way Plain(string node) => new(node, Condition: null, IsDefault: false);
}
