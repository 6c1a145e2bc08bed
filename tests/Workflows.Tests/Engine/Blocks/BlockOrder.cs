using System.Collections.Immutable;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>What comes after a task on every way, told by the structure of the chain: no graph, no flows.</summary>
internal static class BlockOrder
{
    /// <summary>The task and all blocks that enclose it, from the inside outwards.</summary>
    public static HashSet<Block> PathTo(Block task, Block root)
    {
        var path = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        Find(root, task, path);
        return path;
    }

    /// <summary>All blocks within the task's scope that no way reaches without it, itself among them.</summary>
    public static HashSet<Block> After(Block task, Block root)
    {
        var path = PathTo(task, root);
        var after = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        AddWhole(task, after);
        Collect(root, path, task, after);
        return after;
    }

    /// <summary>
    /// From where a case can be given back to a task. Beside branches that timers start, everything moves in step; such a branch may
    /// outlast what it was started from, so it must not be possible to leave what follows the target while it runs, nor to start it twice.
    /// </summary>
    public static HashSet<Block> From(Block target, Block root)
    {
        var after = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        if (IsBeside(target, root)) return after;
        AddWhole(target, after);
        if (!Collect(root, PathTo(target, root), target, after) || Outermost(after).Any(block => HasSide(block, inLoop: true))) after.Clear();
        after.Remove(target);
        return after;
    }

    /// <param name="block">Where to look; inner scopes are one thing.</param>
    /// <param name="inLoop">Whether only those count that can be started twice.</param>
    private static bool HasSide(Block block, bool inLoop) => block switch
    {
        Loop loop => HasSide(loop.First, inLoop: false) || HasSide(loop.Inside, inLoop: false),
        Timed timed => (!timed.Interrupting && !inLoop) || HasSide(timed.Branch, inLoop),
        Inner => false,
        _ => block.Parts.Any(part => HasSide(part, inLoop)),
    };

    private static bool Find(Block at, Block task, HashSet<Block> path)
    {
        if (!ReferenceEquals(at, task) && !Children(at).Any(part => Find(part, task, path))) return false;
        path.Add(at);
        return true;
    }

    /// <summary>
    /// From the task outwards: what follows it comes after it until other ways meet, behind a choice, a fork or an activity with a timer, or until
    /// its scope ends.
    /// </summary>
    /// <returns>False when a branch that runs beside may still run when what was collected is left for anything but the end of the scope.</returns>
    private static bool Collect(Block root, HashSet<Block> path, Block task, HashSet<Block> after)
    {
        var chain = new List<Block>();
        for (var at = root; !ReferenceEquals(at, task); at = Children(at).Single(path.Contains)) chain.Add(at);
        chain.Reverse();
        var on = task;
        foreach (var at in chain)
        {
            switch (at)
            {
                case Sequence sequence:
                    foreach (var later in sequence.Inside.SkipWhile(part => !ReferenceEquals(part, on)).Skip(1)) AddWhole(later, after);
                    break;
                case Loop loop:
                    if (ReferenceEquals(on, loop.First)) AddWhole(loop.Inside, after);
                    if (RunsBeside(after)) return false;
                    break;
                case Inner:
                case Timed { Inside: { } inside } when ReferenceEquals(inside, on):
                    return true;
                default:
                    return !RunsBeside(after);
            }

            on = at;
        }

        return true;
    }

    private static bool RunsBeside(HashSet<Block> blocks) => Outermost(blocks).Any(block => HasSide(block, inLoop: false));

    private static IEnumerable<Block> Outermost(HashSet<Block> blocks)
    {
        var inner = blocks.SelectMany(block => Children(block)).ToHashSet(ReferenceEqualityComparer.Instance);
        return blocks.Where(block => !inner.Contains(block));
    }

    private static void AddWhole(Block block, HashSet<Block> after)
    {
        after.Add(block);
        foreach (var part in Children(block)) AddWhole(part, after);
    }

    /// <summary>A branch that a timer starts beside its activity.</summary>
    private static bool IsBeside(Block task, Block root)
    {
        var path = PathTo(task, root);
        // Only within the scope of the task: an inner scope is one thing for the branch that it lies in.
        Block at = root;
        var beside = false;
        while (!ReferenceEquals(at, task))
        {
            var next = Children(at).Single(path.Contains);
            if (at is Inner || (at is Timed { Inside: { } inside } && ReferenceEquals(next, inside))) beside = false;
            else if (at is Timed { Interrupting: false }) beside = true;
            at = next;
        }

        return beside;
    }

    private static ImmutableArray<Block> Children(Block block) => block is Loop loop ? [loop.First, loop.Inside] : block.Parts;
}
