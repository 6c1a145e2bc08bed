using FsCheck;
using FsCheck.Fluent;
using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine.Blocks;

/// <summary>Sound chains are damaged at random, and the checker is asked beside <see cref="NaiveSoundness"/>.</summary>
public sealed class SoundnessProperties
{
    private const int Bound = 3_000;

    /// <summary>On one level, without timers that run beside, both play the same game and must agree in everything.</summary>
    [Fact]
    public void Check_DamagedChainOnOneLevel_AgreesWithThePlainGame() => Compare(BlockGenerator.Blocks(3, sideTimers: false, scopes: false), (sound, problems, naive) =>
    {
        sound.ShouldBe(problems.Length == 0);
        naive.Doubled.ShouldBe(problems.Any(problem => problem.Code == SoundnessCodes.NotJoined));
    });

    /// <summary>
    /// With scopes the checker is stricter, since it judges each by itself: a timer around it, or a terminating end beside it, is no
    /// excuse for a part that gets stuck. It must never be more lenient.
    /// </summary>
    [Fact]
    public void Check_DamagedChainWithScopes_IsNeverMoreLenientThanThePlainGame() =>
        Compare(BlockGenerator.Blocks(3, sideTimers: false), NeverMoreLenient);

    /// <summary>The same with timers that run beside, where nothing goes round: in the plain game side branches would pile up.</summary>
    [Fact]
    public void Check_DamagedChainWithSideBranches_IsNeverMoreLenientThanThePlainGame() =>
        Compare(BlockGenerator.Blocks(3, loops: false), NeverMoreLenient, redirect: false);

    private static void NeverMoreLenient(bool sound, SoundnessProblem[] problems, NaiveSoundness naive)
    {
        if (problems.Length == 0) sound.ShouldBeTrue();
    }

    private static void Compare(Arbitrary<Block> blocks, Action<bool, SoundnessProblem[], NaiveSoundness> agree, bool redirect = true)
    {
        var cases = blocks.Generator.Zip(Gen.Choose(0, int.MaxValue).ArrayOf(2), (block, picks) => (Block: block, Picks: picks));
        var (sound, unsound) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(StepperProperties.Times(2_500)).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(cases, c => c.Block.Shrink().Select(block => (block, c.Picks))), c =>
        {
            var draft = BlockDraft.Of(c.Block).Draft;
            foreach (var pick in c.Picks) Damage(draft, pick, redirect);
            if (BpmnReader.Read(draft.Write()).Definition is not { } definition) return;
            var naive = new NaiveSoundness(definition);
            var isSound = naive.Check(Bound);
            if (naive.TooMany) return;
            if (isSound) sound++;
            else unsound++;
            agree(isSound, [.. Soundness.Check(definition)], naive);
        }));

        // Enough of both, or the comparison would say little.
        Math.Min(sound, unsound).ShouldBeGreaterThan(StepperProperties.Times(200), $"{sound} sound, {unsound} unsound");
    }

    private static void Damage(Draft draft, int pick, bool redirect)
    {
        var (kind, which) = (pick % 4, pick / 4);
        var gateways = draft.Nodes.FindAll(node => node.Element.EndsWith("Gateway", StringComparison.Ordinal));
        if (kind == 0 && gateways.Count > 0) Change(draft, gateways[which % gateways.Count]);
        var flow = draft.Flows[which % draft.Flows.Count];
        if (kind == 1) Drop(draft, flow);
        if (kind == 2 && redirect) Redirect(draft, flow, which / draft.Flows.Count);
    }

    /// <summary>A join becomes a meeting, a choice a fork, and the other way round.</summary>
    private static void Change(Draft draft, DraftNode gateway)
    {
        var exclusive = gateway.Element == "parallelGateway";
        draft.Nodes[draft.Nodes.IndexOf(gateway)] = gateway with { Element = exclusive ? "exclusiveGateway" : "parallelGateway", Attributes = "" };
        for (var i = 0; i < draft.Flows.Count; i++)
        {
            if (draft.Flows[i].From == gateway.Id) draft.Flows[i] = draft.Flows[i] with { Condition = exclusive ? $"v = {i}" : null };
        }
    }

    private static void Drop(Draft draft, DraftFlow flow)
    {
        var isDefault = draft.Nodes.Exists(node => node.Attributes.Contains($"default=\"{flow.Id}\"", StringComparison.Ordinal));
        var lonely = draft.Flows.Count(other => other.From == flow.From) == 1 || draft.Flows.Count(other => other.To == flow.To) == 1;
        if (!isDefault && !lonely) draft.Flows.Remove(flow);
    }

    private static void Redirect(Draft draft, DraftFlow flow, int which)
    {
        var scope = draft.Nodes.Find(node => node.Id == flow.From)!.Scope;
        var targets = draft.Nodes.FindAll(node => node.Scope == scope && node.Element is not ("startEvent" or "boundaryEvent"));
        draft.Flows[draft.Flows.IndexOf(flow)] = flow with { To = targets[which % targets.Count].Id };
    }
}
