using Workflows.Engine;

namespace Workflows.Tests.Cases;

/// <summary>
/// A case as one would play it with counters on the printed diagram: a list of places, and rules that move them. No numbers, clocks, effects or
/// documents, and a way back is a copy of the board or a sweep of it. What waits here must wait in the engine.
/// </summary>
internal sealed class PlainChain(ProcessDefinition definition)
{
    private sealed class Counter
    {
        public required string Node { get; init; }
        public Counter? Host { get; init; }
        public string? Via { get; init; }
        public string? Back { get; init; }
        public HashSet<string> Fired { get; init; } = [];
        public List<string> Given { get; init; } = [];
    }

    private List<Counter> _board = [];
    private Dictionary<string, ProcessValue> _variables = new(StringComparer.Ordinal);
    private Dictionary<string, string?> _filed = new(StringComparer.Ordinal);

    public bool IsOver { get; private set; }

    /// <summary>The nodes where something is awaited, each as often as somebody is asked there.</summary>
    public IEnumerable<string> Waiting => _board.SelectMany(c => Enumerable.Repeat(c.Node, Asked(c))).Order(StringComparer.Ordinal);

    public PlainChain Copy()
    {
        var copies = new Dictionary<Counter, Counter>();
        Counter Of(Counter c) => copies.TryGetValue(c, out var made) ? made : copies[c] = new Counter
        {
            Node = c.Node,
            Host = c.Host is null ? null : Of(c.Host),
            Via = c.Via,
            Back = c.Back,
            Fired = [.. c.Fired],
            Given = [.. c.Given],
        };
        return new PlainChain(definition)
        {
            _board = _board.ConvertAll(Of),
            _variables = new(_variables, StringComparer.Ordinal),
            _filed = new(_filed, StringComparer.Ordinal),
            IsOver = IsOver,
        };
    }

    public void Set(IEnumerable<KeyValuePair<string, ProcessValue>> variables)
    {
        foreach (var (name, value) in variables) _variables[name] = value;
    }

    public void Start() => Enter(definition.Start, host: null, via: null);

    /// <summary>A task, service, wait or call at a node is over; with several at one node, the first.</summary>
    public void Leave(string node, string? outcome, string? content = null)
    {
        var counter = _board.Find(c => c.Node == node && Asked(c) > 0)!;
        if (definition.Node(node) is UserTask { Work: { Countersign: { } rule } work })
        {
            counter.Given.Add(outcome ?? "");
            var signers = Signer.ParseAll(rule.Signers.Evaluate(_variables).Text).Length;
            var needed = rule.Needed(signers);
            var assents = counter.Given.Count(given => given == (work.Outcomes.IsEmpty ? "" : work.Outcomes[0]));
            if (assents < needed && signers - (counter.Given.Count - assents) >= needed) return;
            if (assents >= needed && !work.Outcomes.IsEmpty) outcome = work.Outcomes[0];
        }

        var name = node + ".outcome";
        var asBefore = (outcome is null || (_variables.TryGetValue(name, out var before) && before.Text == outcome)) && _filed.GetValueOrDefault(node) == content;
        if (outcome is not null) _variables[name] = _variables["outcome"] = outcome;
        _filed[node] = content;
        Take(counter);
        if (counter.Back is { } back && asBefore) Rest(new Counter { Node = back, Host = counter.Host });
        else Follow(definition.Node(node), counter.Host);
    }

    public void Fire(string timer)
    {
        var node = definition.Node(timer);
        if (node is not BoundaryTimer boundary)
        {
            Leave(timer, outcome: null);
            return;
        }

        var counter = _board.Find(c => c.Node == boundary.AttachedTo.Id && !c.Fired.Contains(timer))!;
        if (boundary.Interrupting) Take(counter);
        else counter.Fired.Add(timer);
        Follow(boundary, counter.Host);
    }

    public void Return(string from, string target, bool straightBack)
    {
        var task = definition.Node(target);
        var host = Within(_board.Find(c => c.Node == from)!, task.Scope?.Id)!.Host;
        var after = After(task);
        foreach (var counter in _board.Where(c => Within(c, task.Scope?.Id) is { } here && here.Host == host && after.Contains(here.Node)).ToList()) Take(counter);
        Rest(new Counter { Node = target, Host = host, Back = straightBack ? from : null });
    }

    private static Counter? Within(Counter? counter, string? scope)
    {
        while (counter is not null && counter.Host?.Node != scope) counter = counter.Host;
        return counter;
    }

    private int Asked(Counter counter) => definition.Node(counter.Node) switch
    {
        SubProcess or ParallelGateway => 0,
        UserTask { Work.Countersign: { } rule } => rule.Sequential ? 1 : Signer.ParseAll(rule.Signers.Evaluate(_variables).Text).Length - counter.Given.Count,
        _ => 1,
    };

    private void Rest(Counter counter) => _board.Add(counter);

    private void Take(Counter counter)
    {
        _board.Remove(counter);
        foreach (var inside in _board.Where(c => c.Host == counter).ToList()) Take(inside);
    }

    private void Enter(Node node, Counter? host, string? via)
    {
        switch (node)
        {
            case StartEvent:
                Follow(node, host);
                break;
            case EndEvent { Terminate: true }:
                foreach (var counter in _board.Where(c => c.Host == host).ToList()) Take(counter);
                LeaveScope(host);
                break;
            case EndEvent:
                LeaveScope(host);
                break;
            case ExclusiveGateway gateway:
                Along(gateway.Outgoing.FirstOrDefault(f => f != gateway.Default && f.Condition?.Evaluate(_variables).IsTrue == true) ?? gateway.Default!, host);
                break;
            case ParallelGateway join:
                Rest(new Counter { Node = join.Id, Host = host, Via = via });
                var arrived = join.Incoming.Select(f => _board.Find(c => c.Node == join.Id && c.Host == host && c.Via == f.Id)).ToList();
                if (arrived.Contains(null)) break;
                arrived.ForEach(c => _board.Remove(c!));
                Follow(join, host);
                break;
            case SubProcess sub:
                var inside = new Counter { Node = sub.Id, Host = host };
                Rest(inside);
                Enter(sub.Start, inside, via: null);
                break;
            default:
                Rest(new Counter { Node = node.Id, Host = host });
                break;
        }
    }

    private void Follow(Node node, Counter? host)
    {
        foreach (var flow in node.Outgoing) Along(flow, host);
    }

    private void Along(Flow flow, Counter? host) => Enter(flow.Target, host, flow.Id);

    private void LeaveScope(Counter? host)
    {
        if (_board.Exists(c => c.Host == host)) return;
        if (host is null)
        {
            IsOver = true;
            return;
        }

        if (!_board.Remove(host)) return;
        Follow(definition.Node(host.Node), host.Host);
    }

    private static HashSet<string> After(Node start)
    {
        HashSet<string> after = [];
        var open = new Stack<Node>([start]);
        while (open.TryPop(out var node))
        {
            foreach (var next in node.Outgoing.Select(f => f.Target).Concat(node is Activity activity ? activity.Boundaries : []))
            {
                if (after.Add(next.Id)) open.Push(next);
            }
        }

        return after;
    }
}
