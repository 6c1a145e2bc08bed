using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class ReturnTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";

    private static readonly ProcessDefinition Line = BpmnText.Load(
        Ends + """<userTask id="a" portal:outcomes="yes no"/><userTask id="b"/><userTask id="c"/>""", "start > a > b > c > end");

    [Fact]
    public void Return_Again_GoesThroughAllStepsFromThere()
    {
        var run = new Run(Line).Start().Complete("a", "yes").Complete("b");

        run.Return("c", "a");

        run.Effect<CloseWorkItem>().Why.ShouldBe(CloseReason.Returned);
        run.Resting.ShouldBe(["a"]);
        run.Complete("a", "yes").Resting.ShouldBe(["b"]);
    }

    [Fact]
    public void Return_StraightBack_HandsOverToWhoReturned()
    {
        var run = new Run(Line).Start().Complete("a", "yes").Complete("b").Return("c", "a", straightBack: true);

        run.Complete("a", "yes").Resting.ShouldBe(["c"]);
    }

    [Fact]
    public void Return_StraightBackWithAnotherDecision_TakesItsOwnWay()
    {
        var run = new Run(Line).Start().Complete("a", "yes").Complete("b").Return("c", "a", straightBack: true);

        run.Complete("a", "no").Resting.ShouldBe(["b"]);
    }

    /// <summary>What the steps in between have seen is the form as it was.</summary>
    [Theory]
    [InlineData("form", "form", "c")]
    [InlineData("form", "another", "b")]
    [InlineData("form", null, "b")]
    [InlineData(null, "form", "b")]
    public void Return_StraightBackWithAForm_SkipsTheStepsBetweenOnlyIfItIsUnchanged(string? before, string? after, string next)
    {
        var run = new Run(Line).Start();
        run.Do(new Complete(run.Token("a"), "yes", before)).Complete("b").Return("c", "a", straightBack: true);

        run.Do(new Complete(run.Token("a"), "yes", after)).Resting.ShouldBe([next]);
    }

    [Fact]
    public void Return_FromABranch_TakesTheOtherBranchesAlong()
    {
        var definition = BpmnText.Load(
            Ends + """<userTask id="a"/><parallelGateway id="fork"/><userTask id="b"/><userTask id="c"/><parallelGateway id="join"/>""",
            "start > a > fork > b > join > end", "fork > c > join");
        var run = new Run(definition).Start().Complete("a").Complete("c");

        run.Refusal(new Return(run.Token("b"), "a", StraightBack: true)).ShouldBe(RefusalCodes.NotStraightBack);
        run.Return("b", "a");

        run.Resting.ShouldBe(["a"]);
        run.Complete("a").Resting.ShouldBe(["b", "c"]);
    }

    [Fact]
    public void Return_WithinABranch_LeavesTheOthersAlone()
    {
        var definition = BpmnText.Load(
            Ends + """<parallelGateway id="fork"/><userTask id="b1"/><userTask id="b2"/><userTask id="c"/><parallelGateway id="join"/>""",
            "start > fork > b1 > b2 > join > end", "fork > c > join");
        var run = new Run(definition).Start().Complete("b1").Complete("c");

        run.Return("b2", "b1");

        run.Resting.Order().ShouldBe(["b1", "join"]);
        run.Complete("b1").Complete("b2").State.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void Return_OutOfASubprocess_TakesItAlongWithItsTimers()
    {
        var definition = BpmnText.Load(
            Ends + """
            <userTask id="a"/>
            <subProcess id="s"><startEvent id="s1"/><userTask id="b"/><endEvent id="s2"/><sequenceFlow id="x" sourceRef="s1" targetRef="b"/><sequenceFlow id="y" sourceRef="b" targetRef="s2"/></subProcess>
            <boundaryEvent id="late" attachedToRef="s"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
            """,
            "start > a > s > end", "late > end");
        var run = new Run(definition).Start().Complete("a");

        run.Return("b", "a");

        run.Resting.ShouldBe(["a"]);
        run.State.Timers.ShouldBeEmpty();
        run.Complete("a").Resting.ShouldBe(["s", "b"]);
    }

    [Fact]
    public void Targets_AreWhatEveryWayHasPassed()
    {
        var definition = BpmnText.Load(
            Ends + """<userTask id="a"/><exclusiveGateway id="g" default="g-c"/><userTask id="b"/><userTask id="c"/><exclusiveGateway id="m"/><userTask id="d"/>""",
            "start > a > g", "g > b if x = 1", "g > c", "b > m > d > end", "c > m");

        Targets(definition, "d").ShouldBe(["a"]);
        Targets(definition, "b").ShouldBe(["a"]);
        Targets(definition, "a").ShouldBeEmpty();
    }

    [Fact]
    public void Targets_OfAfterAJoin_AreNotTheTasksOfOneBranch()
    {
        var definition = BpmnText.Load(
            Ends + """<parallelGateway id="fork"/><userTask id="b"/><userTask id="c"/><parallelGateway id="join"/><userTask id="d"/>""",
            "start > fork > b > join > d > end", "fork > c > join");

        Targets(definition, "d").ShouldBeEmpty();
        var run = new Run(definition).Start().Complete("b").Complete("c");
        run.Refusal(new Return(run.Token("d"), "b")).ShouldBe(RefusalCodes.ReturnNotPossible);
    }

    [Fact]
    public void Return_OfACountersignedTask_TakesTheOtherSignaturesAlong()
    {
        var definition = BpmnText.Load(
            Ends + """<userTask id="a"/><userTask id="sign"><multiInstanceLoopCharacteristics portal:signers="R@x R@y"/></userTask>""", "start > a > sign > end");
        var run = new Run(definition).Start().Complete("a");

        run.Do(new Return(run.Signature("sign", "x"), "a", StraightBack: true));

        run.Resting.ShouldBe(["a"]);
        run.Complete("a").Sign("sign", "x").Sign("sign", "y").State.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void Return_FromATaskOnANamedClock_KeepsTheDaysUsed()
    {
        var definition = BpmnText.Load(
            Ends + """<userTask id="a"/><userTask id="b" portal:clock="c" portal:dueWorkingDays="3"/>""", "start > a > b > end");
        var run = new Run(definition).Start().Complete("a");
        run.Now += TimeSpan.FromDays(1);
        var returned = run.Now;

        run.Return("b", "a");

        var kept = run.State.Clocks.ShouldHaveSingleItem();
        kept.Time.IsRunning.ShouldBeFalse();
        run.Now += TimeSpan.FromDays(2);
        run.Complete("a");
        var again = run.State.Clocks.ShouldHaveSingleItem();
        again.Time.IsRunning.ShouldBeTrue();
        again.Time.StartedAt.ShouldBe(kept.Time.StartedAt);
        again.Time.Stops.ShouldHaveSingleItem().From.ShouldBe(returned);
        run.Complete("b").State.HasEnded.ShouldBeTrue();
    }

    private static IEnumerable<string> Targets(ProcessDefinition definition, string task) =>
        definition.Returns.Of((UserTask)definition.Node(task)).Select(target => target.Id);
}
