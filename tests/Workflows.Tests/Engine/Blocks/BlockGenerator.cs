using FsCheck;
using FsCheck.Fluent;

namespace Workflows.Tests.Engine.Blocks;

internal static class BlockGenerator
{
    private const double MaximumMarkings = 2_000;

    public static Arbitrary<Block> Blocks(int depth, bool loops = true, bool sideTimers = true, bool scopes = true)
    {
        var leaf = Gen.Elements(Enum.GetValues<LeafKind>()).Select(Block (kind) => new Leaf(kind));
        var levels = new List<Gen<Block>> { leaf };
        while (levels.Count <= depth) levels.Add(Level(leaf, levels[^1], loops, sideTimers, scopes));
        return Arb.From(Gen.Choose(0, depth).SelectMany(level => levels[level]).Where(block => block.Markings < MaximumMarkings), block => block.Shrink());
    }

    private static Gen<Block> Level(Gen<Block> leaf, Gen<Block> part, bool loops, bool sideTimers, bool scopes)
    {
        var some = Gen.Choose(1, 3).SelectMany(count => part.ArrayOf(count));
        var two = Gen.Choose(2, 3).SelectMany(count => part.ArrayOf(count));
        var interrupting = sideTimers ? Gen.Elements(true, false) : Gen.Constant(true);
        var kinds = new List<(int, Gen<Block>)>
        {
            (2, leaf),
            (5, some.Select(Block (parts) => new Sequence([.. parts]))),
            (3, two.Select(Block (parts) => new Choice([.. parts]))),
            (4, two.Select(Block (parts) => new Fork([.. parts]))),
            (1, Gen.Elements(true, false).Select(Block (terminate) => new EarlyEnd(terminate))),
            (2, interrupting.Zip(part, Block (bool stops, Block branch) => new Timed(null, stops, stops ? branch : SignedByNobody(branch)))),
        };
        if (loops) kinds.Add((2, leaf.Zip(part, Block (Block first, Block body) => new Loop((Leaf)first, body))));
        if (scopes) kinds.Add((2, part.Select(Block (body) => new Inner(body))));
        if (scopes) kinds.Add((2, interrupting.Zip(part.Two(), Block (bool stops, (Block Inside, Block Branch) parts) => new Timed(parts.Inside, stops, stops ? parts.Branch : SignedByNobody(parts.Branch)))));
        return Gen.Frequency(kinds);
    }

    /// <summary>A branch that runs beside may run twice at once, and the model does not say which of the two a signature is for.</summary>
    private static Block SignedByNobody(Block block) => block switch
    {
        Leaf { IsSigned: true } => new Leaf(LeafKind.UserWithOutcomes),
        Loop loop => new Loop((Leaf)SignedByNobody(loop.First), SignedByNobody(loop.Inside)),
        _ => block.With([.. block.Parts.Select(SignedByNobody)]),
    };
}
