using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine;

public sealed class CountersignTests
{
    [Fact]
    public void All_WhenTheLastAssents_GoesOnWithTheAssent()
    {
        var run = new Run(Chain("all")).Start();

        run.Sign("sign", "a", "yes").Sign("sign", "b", "yes");
        run.Resting.ShouldContain("sign");
        run.Sign("sign", "c", "yes");

        run.Resting.ShouldBe(["after"]);
        run.State.Variables["sign.outcome"].Text.ShouldBe("yes");
    }

    [Fact]
    public void All_OnTheFirstRefusal_EndsWithItAndTakesTheOthersAway()
    {
        var run = new Run(Chain("all")).Start();
        var others = run.Signature("sign", "c");

        run.Sign("sign", "a", "yes").Sign("sign", "b", "no");

        run.Resting.ShouldBe(["after"]);
        run.State.Variables["sign.outcome"].Text.ShouldBe("no");
        run.Effects.OfType<CloseWorkItem>().Single(item => item.Token == others).Why.ShouldBe(CloseReason.Cancelled);
    }

    [Fact]
    public void Any_WhenOneAssents_IsDecidedAndWhenAllRefuseRefused()
    {
        new Run(Chain("any")).Start().Sign("sign", "a", "no").Sign("sign", "b", "yes").State.Variables["sign.outcome"].Text.ShouldBe("yes");

        var refused = new Run(Chain("any")).Start().Sign("sign", "a", "no").Sign("sign", "b", "no");
        refused.Resting.ShouldContain("sign");
        refused.Sign("sign", "c", "no").State.Variables["sign.outcome"].Text.ShouldBe("no");
    }

    [Fact]
    public void Share_OneRefusalAmongFour_DoesNotEndAHalf()
    {
        var run = new Run(Chain("50%", "R@a R@b R@c R@d")).Start();

        run.Sign("sign", "a", "no");
        run.Resting.ShouldContain("sign");
        run.Sign("sign", "b", "yes").Sign("sign", "c", "yes");

        run.State.Variables["sign.outcome"].Text.ShouldBe("yes");
    }

    [Fact]
    public void Share_WhenTooFewAreLeft_EndsWithTheRefusal() =>
        new Run(Chain("50%", "R@a R@b R@c R@d")).Start().Sign("sign", "a", "no").Sign("sign", "b", "no").Sign("sign", "c", "no")
            .State.Variables["sign.outcome"].Text.ShouldBe("no");

    [Fact]
    public void Sequence_AsksOneAfterTheOtherInTheOrderOfTheList()
    {
        var run = new Run(Chain("all", sequential: true)).Start();

        run.Effect<OpenWorkItem>().Work.Party.ShouldBe("a");
        run.Sign("sign", "a", "yes").Effect<OpenWorkItem>().Work.Party.ShouldBe("b");
        run.Sign("sign", "b", "yes").Sign("sign", "c", "yes");

        run.Resting.ShouldBe(["after"]);
    }

    [Fact]
    public void Signers_FromAVariable_AreThoseNamedWhenTheTaskWasEntered()
    {
        var run = new Run(Chain("all", "=who")).Start(("who", "R@x R@y"));

        run.Effects.OfType<OpenWorkItem>().Select(item => item.Work.Party).ShouldBe(["x", "y"]);
        run.Do(new Complete(run.Signature("sign", "x"), "yes") { Variables = Run.Variables(("who", "R@z")) });
        run.Sign("sign", "y", "yes");

        run.Resting.ShouldBe(["after"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("R@x R@x")]
    public void Signers_NotWellNamed_RefuseTheStep(string who) =>
        new Run(Chain("all", "=who")).Refusal(new Start { Variables = Run.Variables(("who", who)) }).ShouldBe(RefusalCodes.NoSigners);

    [Fact]
    public void Complete_TheTaskAsAWhole_IsRefused()
    {
        var run = new Run(Chain("all")).Start();

        run.Refusal(new Complete(run.State.Tokens.Single(token => token.IsCountersigned).Id, "yes")).ShouldBe(RefusalCodes.TaskNotOpen);
    }

    [Fact]
    public void Timer_AtTheTask_TakesAllSignaturesAlong()
    {
        var definition = BpmnText.Load(
            $"""<startEvent id="start"/><endEvent id="end"/>{Task("all", "R@a R@b", sequential: false)}<userTask id="after"/><boundaryEvent id="late" attachedToRef="sign"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><userTask id="instead"/>""",
            "start > sign > after > end", "late > instead > end");

        var run = new Run(definition).Start().Fire("late");

        run.Resting.ShouldBe(["instead"]);
        run.Effects.OfType<CloseWorkItem>().Count().ShouldBe(2);
    }

    [Fact]
    public void OwnClock_IsOneForAllWhoSign()
    {
        var run = new Run(Chain("all", more: "portal:dueWorkingDays=\"3\"")).Start();

        var clock = run.State.Clocks.ShouldHaveSingleItem();
        run.Effects.OfType<OpenWorkItem>().ShouldAllBe(item => item.Clock == clock.Id);
        run.Sign("sign", "a", "yes").State.Clocks.ShouldHaveSingleItem().ShouldBe(clock);
        run.Sign("sign", "b", "no").State.Clocks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("some", "R@a", "portal:needs=some")]
    [InlineData("0%", "R@a", "portal:needs=0%")]
    [InlineData("101%", "R@a", "portal:needs=101%")]
    [InlineData("all", "R", "portal:signers=R")]
    public void Read_NotUnderstood_IsRefused(string needs, string signers, string detail)
    {
        var xml = BpmnText.Process($"""<startEvent id="start"/><endEvent id="end"/>{Task(needs, signers, sequential: false)}""", "start > sign > end");

        BpmnReader.Read(xml).Problems.ShouldContain(problem => problem.Code == BpmnProblemCodes.BadAttribute && problem.Detail == detail);
    }

    private static ProcessDefinition Chain(string needs, string signers = "R@a R@b R@c", bool sequential = false, string more = "") => BpmnText.Load(
        $"""<startEvent id="start"/><endEvent id="end"/>{Task(needs, signers, sequential, more)}<userTask id="after"/>""", "start > sign > after > end");

    private static string Task(string needs, string signers, bool sequential, string more = "") =>
        $"""<userTask id="sign" portal:outcomes="yes no" {more}><multiInstanceLoopCharacteristics isSequential="{(sequential ? "true" : "false")}" portal:needs="{needs}" portal:signers="{signers}"/></userTask>""";
}
