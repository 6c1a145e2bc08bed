using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>A reason why a chain must not be published.</summary>
/// <param name="Code">One of <see cref="SoundnessCodes"/>.</param>
/// <param name="Nodes">The ids of the nodes that it is about.</param>
public sealed record SoundnessProblem(string Code, ImmutableArray<string> Nodes)
{
    public override string ToString() => $"{Code}: {string.Join(", ", Nodes)}";
}

public static class SoundnessCodes
{
    /// <summary>No run ever comes here.</summary>
    public const string Unreachable = "soundness.unreachable";

    /// <summary>A run can come to a halt with tokens left waiting here, so that the end is never reached.</summary>
    public const string Stuck = "soundness.stuck";

    /// <summary>A run can go round here for ever without any way to an end.</summary>
    public const string NoWayOut = "soundness.no-way-out";

    /// <summary>
    /// A second token can come through here while the first is still right behind it: paths that run side by side meet without a join,
    /// so that the rest happens twice, and one token is left behind when the other reaches the end.
    /// </summary>
    public const string NotJoined = "soundness.not-joined";

    /// <summary>More markings than <see cref="Soundness.MaximumMarkings"/>: too many paths side by side to be judged.</summary>
    public const string TooManyMarkings = "soundness.too-many-markings";
}

/// <summary>
/// Plays the token game with every choice, timer and message open (data are ignored), scope by scope: an embedded subprocess is
/// judged by itself and counts as one step of the scope around it. A branch that a non-interrupting timer starts, and that meets the
/// rest of its scope nowhere except in end events, is judged by itself too; one that does meet it is played with the timer firing
/// once or not at all per activation.
/// </summary>
/// <remarks>
/// Sound means: every node can be reached; from everywhere an end can be reached; no place ever holds two tokens. Several end
/// events side by side are fine: a scope is over when its last token is gone. A terminating end event ends its scope at once.
/// </remarks>
public static class Soundness
{
    /// <summary>Markings explored per scope or side branch; 16 tasks side by side have 65,536.</summary>
    public const int MaximumMarkings = 100_000;

    public static ImmutableArray<SoundnessProblem> Check(ProcessDefinition definition)
    {
        var problems = new List<SoundnessProblem>();
        var executed = new HashSet<Node>();
        foreach (var scope in definition.Nodes.OfType<SubProcess>().Prepend<SubProcess?>(null))
        {
            var start = scope?.Start ?? definition.Start;
            var branches = SideBranches(definition, scope, start);
            Explore(new TokenGame(start, branches), problems, executed);
            foreach (var branch in branches) Explore(new TokenGame(branch, branches), problems, executed);
        }

        // After an exploration that broke off, what it has not seen proves nothing; only what no flow leads to is certain then.
        var brokeOff = problems.Exists(problem => problem.Code is SoundnessCodes.NotJoined or SoundnessCodes.TooManyMarkings);
        var reached = brokeOff ? ConnectedToStart(definition) : executed;
        var unreached = definition.Nodes.Where(node => !reached.Contains(node)).Select(node => node.Id).ToImmutableArray();
        if (!unreached.IsEmpty) problems.Add(new SoundnessProblem(SoundnessCodes.Unreachable, unreached));
        return [.. problems];
    }

    private static void Explore(TokenGame game, List<SoundnessProblem> problems, HashSet<Node> executed)
    {
        foreach (var problem in game.Play())
        {
            if (!problems.Exists(known => known.Code == problem.Code && known.Nodes.SequenceEqual(problem.Nodes))) problems.Add(problem);
        }

        executed.UnionWith(game.Executed);
    }

    /// <summary>The non-interrupting timers of a scope whose branches keep to themselves.</summary>
    private static List<BoundaryTimer> SideBranches(ProcessDefinition definition, SubProcess? scope, StartEvent start)
    {
        var candidates = definition.Nodes.OfType<BoundaryTimer>().Where(timer => timer.Scope == scope && !timer.Interrupting).ToList();
        // What is found not apart is played with the branch around it, which grows by it and may then meet others.
        var apart = candidates.ToHashSet();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var timer in candidates.Where(apart.Contains))
            {
                var others = candidates.Where(other => other != timer && apart.Contains(other)).SelectMany(other => From(other, apart));
                var rest = From(start, apart).Concat(others).Where(node => node is not EndEvent).ToHashSet();
                if (!From(timer, apart).Overlaps(rest)) continue;
                apart.Remove(timer);
                changed = true;
            }
        }

        return candidates.FindAll(apart.Contains);
    }

    private static HashSet<Node> From(Node start, HashSet<BoundaryTimer> without) =>
        Node.Reached(start, node => node is not BoundaryTimer timer || !without.Contains(timer));

    private static HashSet<Node> ConnectedToStart(ProcessDefinition definition)
    {
        var reached = From(definition.Start, []);
        foreach (var inner in definition.Nodes.OfType<SubProcess>()) reached.UnionWith(From(inner.Start, []));
        return reached;
    }
}
