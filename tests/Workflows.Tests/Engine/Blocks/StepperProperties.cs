using FsCheck;
using FsCheck.Fluent;
using Testing;
using Workflows.Engine;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>Random definitions and random commands, valid ones and others, held against <see cref="BlockModel"/> and <see cref="Invariants"/>.</summary>
public sealed class StepperProperties
{
    private const int SequencesPerDefinition = 8;

    /// <summary>Twenty times as many at length.</summary>
    internal static int Times(int count) => LongRun.Count(usual: count, atLength: 20 * count);

    [Fact]
    public void Step_RandomDefinitionsAndCommands_NeitherLosesNorDoublesAToken()
    {
        var sequences = Gen.Choose(5, 45).SelectMany(length => Gen.Choose(0, int.MaxValue).ArrayOf(length)).ArrayOf(SequencesPerDefinition);
        var cases = BlockGenerator.Blocks(depth: 4).Generator.Zip(sequences, (block, picks) => (Block: block, Picks: picks));
        var ran = 0;
        var ended = 0;
        var returned = 0;
        var straight = 0;

        // 2,500 definitions with 8 sequences each: 20,000 sequences.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Times(2_500)).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(cases, Shrink), c =>
        {
            var (draft, ids) = BlockDraft.Of(c.Block);
            var definition = BpmnText.LoadFile(draft.Write());
            Soundness.Check(definition).ShouldBeEmpty();
            var returns = BlockModel.Returns(c.Block, ids);
            foreach (var picks in c.Picks)
            {
                var walk = new RandomWalk(definition, () => new BlockModel(c.Block, ids), returns);
                if (walk.Go(picks)) ended++;
                returned += walk.Returned;
                straight += walk.WentStraight;
                ran++;
            }
        }));

        ran.ShouldBe(Times(20_000));
        ended.ShouldBeGreaterThan(ran / 4);
        returned.ShouldBeGreaterThan(ran / 20);
        straight.ShouldBeGreaterThan(ran / 40);
    }

    private static IEnumerable<(Block Block, int[][] Picks)> Shrink((Block Block, int[][] Picks) c)
    {
        if (c.Picks.Length > 1)
        {
            foreach (var picks in c.Picks) yield return (c.Block, [picks]);
            yield break;
        }

        foreach (var block in c.Block.Shrink()) yield return (block, c.Picks);
        var only = c.Picks[0];
        for (var i = 0; i < only.Length; i++) yield return (c.Block, [[.. only[..i], .. only[(i + 1)..]]]);
    }
}
