namespace Workflows.Engine;

/// <summary>
/// The markings that can follow from one start, as a safe net: a place for every flow, and for every activity with
/// non-interrupting timers a place for being in it and one per timer that has not fired yet.
/// </summary>
internal sealed class TokenGame
{
    private readonly List<Node> _places = [];
    private readonly Dictionary<object, int> _placeOf = [];
    private readonly List<Move> _moves = [];
    private readonly HashSet<BoundaryTimer> _apart;
    private readonly Node _start;
    private readonly Predicate<Node> _within;

    /// <param name="start">Where it begins.</param>
    /// <param name="apart">Non-interrupting timers that are left out.</param>
    /// <param name="within">The nodes that are played; a token that goes elsewhere stays on its flow. Null: all.</param>
    public TokenGame(Node start, IEnumerable<BoundaryTimer> apart, Predicate<Node>? within = null)
    {
        _start = start;
        _within = within ?? (_ => true);
        _apart = [.. apart];
        var open = new Stack<Node>([start]);
        var seen = new HashSet<Node> { start };
        while (open.TryPop(out var node))
        {
            var next = node.Outgoing.Select(flow => flow.Target).Concat(node is Activity activity ? PlayedTimers(activity) : []);
            foreach (var target in next)
            {
                if (_within(target) && seen.Add(target)) open.Push(target);
            }
        }

        foreach (var node in seen) AddMoves(node);
    }

    /// <summary>Nodes that were part of some run.</summary>
    public HashSet<Node> Executed { get; } = [];

    /// <param name="Node">What happens.</param>
    /// <param name="Take">Places that must hold a token, which is taken.</param>
    /// <param name="Put">Places that get one.</param>
    /// <param name="Clear">Places that are emptied, whatever they hold; null: all of them.</param>
    private sealed record Move(Node Node, int[] Take, int[] Put, int[]? Clear);

    public IEnumerable<SoundnessProblem> Play()
    {
        Executed.Add(_start);
        var first = new Marking(_places.Count);
        foreach (var place in Out(_start)) first.Put(place);
        var graph = new MarkingGraph(first);
        for (var at = 0; at < graph.Count; at++)
        {
            foreach (var move in _moves)
            {
                if (!Array.TrueForAll(move.Take, graph[at].Holds)) continue;
                Executed.Add(move.Node);
                if (!TryMake(move, graph[at], out var next)) return [new SoundnessProblem(SoundnessCodes.NotJoined, [move.Node.Id])];
                if (!graph.Add(at, next, Soundness.MaximumMarkings)) return [new SoundnessProblem(SoundnessCodes.TooManyMarkings, [_start.Id])];
            }
        }

        return Judge(graph);
    }

    /// <summary>
    /// Whether a token that goes elsewhere never leaves others behind, when one token begins at the start. False also when tokens meet, or there
    /// are too many markings to tell.
    /// </summary>
    public bool IsLeftAlone()
    {
        var first = new Marking(_places.Count);
        first.Put(PlaceOf(_start.Incoming[0], _start));
        var graph = new MarkingGraph(first);
        for (var at = 0; at < graph.Count; at++)
        {
            var held = Enumerable.Range(0, _places.Count).Where(graph[at].Holds).ToList();
            if (held.Count > 1 && held.Exists(place => !_within(_places[place]))) return false;
            foreach (var move in _moves.Where(move => Array.TrueForAll(move.Take, graph[at].Holds)))
            {
                if (!TryMake(move, graph[at], out var next) || !graph.Add(at, next, Soundness.MaximumMarkings)) return false;
            }
        }

        return true;
    }

    private IEnumerable<SoundnessProblem> Judge(MarkingGraph graph)
    {
        var saved = graph.LeadingTo(marking => graph[marking].IsEmpty);
        var dead = Enumerable.Range(0, graph.Count).Where(marking => !saved[marking] && graph.IsDead(marking)).ToHashSet();
        foreach (var nodes in dead.Select(marking => Names([marking], graph)).Distinct(StringComparer.Ordinal).Take(20))
            yield return new SoundnessProblem(SoundnessCodes.Stuck, [.. nodes.Split('\n')]);
        var halting = graph.LeadingTo(dead.Contains);
        var circling = Enumerable.Range(0, graph.Count).Where(marking => !saved[marking] && !halting[marking]).ToList();
        if (circling.Count > 0) yield return new SoundnessProblem(SoundnessCodes.NoWayOut, [.. Names(circling, graph).Split('\n')]);
    }

    private string Names(IEnumerable<int> markings, MarkingGraph graph) => string.Join('\n', markings
        .SelectMany(marking => Enumerable.Range(0, _places.Count).Where(graph[marking].Holds))
        .Select(place => _places[place].Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static bool TryMake(Move move, Marking from, out Marking next)
    {
        next = move.Clear is null ? from.Cleared() : from.Copy();
        if (move.Clear is null) return true;
        foreach (var place in move.Take) next.Take(place);
        foreach (var place in move.Clear) next.Take(place);
        foreach (var place in move.Put)
        {
            if (!next.Put(place)) return false;
        }

        return true;
    }

    private void AddMoves(Node node)
    {
        var into = node.Incoming.Select(flow => PlaceOf(flow, flow.Target)).ToArray();
        switch (node)
        {
            case StartEvent or BoundaryTimer:
                break;
            case ParallelGateway:
                _moves.Add(new Move(node, into, Out(node), []));
                break;
            case EndEvent end:
                foreach (var place in into) _moves.Add(new Move(node, [place], [], end.Terminate ? null : []));
                break;
            case ExclusiveGateway:
                foreach (var place in into)
                {
                    foreach (var way in Out(node)) _moves.Add(new Move(node, [place], [way], []));
                }

                break;
            case Activity activity when PlayedTimers(activity).Any(timer => !timer.Interrupting):
                AddActivity(activity, into);
                break;
            default:
                foreach (var place in into)
                {
                    _moves.Add(new Move(node, [place], Out(node), []));
                    if (node is not Activity simple) continue;
                    foreach (var timer in PlayedTimers(simple)) _moves.Add(new Move(timer, [place], Out(timer), []));
                }

                break;
        }
    }

    private void AddActivity(Activity activity, int[] into)
    {
        var inside = PlaceOf(activity, activity);
        var timers = PlayedTimers(activity).Where(timer => !timer.Interrupting).ToList();
        var armed = timers.ConvertAll(timer => PlaceOf(timer, activity)).ToArray();
        foreach (var place in into) _moves.Add(new Move(activity, [place], [inside, .. armed], []));
        for (var i = 0; i < armed.Length; i++) _moves.Add(new Move(timers[i], [inside, armed[i]], [inside, .. Out(timers[i])], []));
        foreach (var timer in PlayedTimers(activity).Where(timer => timer.Interrupting)) _moves.Add(new Move(timer, [inside], Out(timer), armed));
        _moves.Add(new Move(activity, [inside], Out(activity), armed));
    }

    private IEnumerable<BoundaryTimer> PlayedTimers(Activity activity) => activity.Boundaries.Where(timer => !_apart.Contains(timer));

    private int[] Out(Node node) => [.. node.Outgoing.Select(flow => PlaceOf(flow, flow.Target))];

    private int PlaceOf(object owner, Node node)
    {
        if (_placeOf.TryGetValue(owner, out var place)) return place;
        _places.Add(node);
        return _placeOf[owner] = _places.Count - 1;
    }
}
