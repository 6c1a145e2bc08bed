using Workflows.Engine;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>
/// The token game once more, as plainly as it can be written: one flat game for all scopes, markings as sets of words, no bits, no
/// side branches apart. It gives up when a word would stand twice.
/// </summary>
internal sealed class NaiveSoundness(ProcessDefinition definition)
{
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, List<string>> _after = [];

    public bool Doubled { get; private set; }

    public bool TooMany { get; private set; }

    public bool Check(int bound)
    {
        _done.Add(definition.Start.Id);
        var first = Out([], definition.Start);
        var open = new Queue<string>([Word(first!)]);
        _after[open.Peek()] = [];
        while (open.TryDequeue(out var word))
        {
            foreach (var next in Next([.. word.Split(' ', StringSplitOptions.RemoveEmptyEntries)]))
            {
                if (next is null)
                {
                    Doubled = true;
                    return false;
                }

                var target = Word(next);
                _after[word].Add(target);
                if (!_after.TryAdd(target, [])) continue;
                if (_after.Count > bound)
                {
                    TooMany = true;
                    return false;
                }

                open.Enqueue(target);
            }
        }

        return definition.Nodes.All(node => _done.Contains(node.Id)) && AllComeToAnEnd();
    }

    private bool AllComeToAnEnd()
    {
        var good = new HashSet<string> { "" };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var (word, next) in _after) grown |= !good.Contains(word) && next.Exists(good.Contains) && good.Add(word);
        }

        return _after.Keys.All(good.Contains);
    }

    private static string Word(HashSet<string> marking) => string.Join(' ', marking.Order(StringComparer.Ordinal));

    /// <summary>What can follow; null where a place would hold two tokens.</summary>
    private IEnumerable<HashSet<string>?> Next(HashSet<string> marking)
    {
        foreach (var node in definition.Nodes)
        {
            if (node is ParallelGateway)
            {
                if (node.Incoming.All(flow => marking.Contains(flow.Id))) yield return Out([.. marking.Except(node.Incoming.Select(flow => flow.Id))], Did(node));
                continue;
            }

            foreach (var flow in node.Incoming.Where(flow => marking.Contains(flow.Id)))
            {
                HashSet<string> rest = [.. marking.Where(word => word != flow.Id)];
                foreach (var next in Enter(Did(node), rest)) yield return next;
            }

            if (node is Activity activity && marking.Contains("in:" + node.Id))
            {
                foreach (var next in Within(activity, marking)) yield return next;
            }
        }
    }

    private IEnumerable<HashSet<string>?> Enter(Node node, HashSet<string> rest)
    {
        switch (node)
        {
            case EndEvent { Terminate: true }:
                yield return [.. rest.Where(word => !Inside(word, node.Scope))];
                break;
            case EndEvent:
                yield return rest;
                break;
            case ExclusiveGateway:
                foreach (var way in node.Outgoing) yield return Put(rest, [way.Id]);
                break;
            case Activity activity:
                // An interrupting timer may as well fire at once: whatever went on inside is taken away.
                foreach (var timer in activity.Boundaries.Where(timer => timer.Interrupting)) yield return Out(rest, Did(timer));
                IEnumerable<string> armed = activity.Boundaries.Where(timer => !timer.Interrupting).Select(timer => "armed:" + timer.Id);
                if (activity is SubProcess inner) armed = armed.Concat(Did(inner.Start).Outgoing.Select(flow => flow.Id));
                yield return Put(rest, ["in:" + node.Id, .. armed]);
                break;
            default:
                yield return Out(rest, node);
                break;
        }
    }

    private IEnumerable<HashSet<string>?> Within(Activity activity, HashSet<string> marking)
    {
        foreach (var timer in activity.Boundaries.Where(timer => marking.Contains("armed:" + timer.Id)))
            yield return Out([.. marking.Where(word => word != "armed:" + timer.Id)], Did(timer));
        if (activity is SubProcess inner && marking.Any(word => Inside(word, inner))) yield break;
        HashSet<string> rest = [.. marking.Where(word => word != "in:" + activity.Id && !activity.Boundaries.Any(timer => word == "armed:" + timer.Id))];
        yield return Out(rest, activity);
    }

    /// <summary>Whether a word is about something in this scope or deeper.</summary>
    private bool Inside(string word, SubProcess? scope)
    {
        if (scope is null) return true;
        var id = word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var node = definition.Find(id) ?? definition.Flows.First(flow => flow.Id == id).Source;
        for (var around = node.Scope; around is not null; around = around.Scope)
        {
            if (around == scope) return true;
        }

        return false;
    }

    private Node Did(Node node)
    {
        _done.Add(node.Id);
        return node;
    }

    private static HashSet<string>? Out(HashSet<string> marking, Node node) => Put(marking, node.Outgoing.Select(flow => flow.Id));

    private static HashSet<string>? Put(HashSet<string> marking, IEnumerable<string> words)
    {
        var next = new HashSet<string>(marking);
        return words.All(next.Add) ? next : null;
    }
}
