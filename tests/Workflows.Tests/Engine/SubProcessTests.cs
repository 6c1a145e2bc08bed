using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class SubProcessTests
{
    private static readonly string Inner = $"""
        <subProcess id="sub">
          <startEvent id="in"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><endEvent id="out"/>
          <endEvent id="stop"><terminateEventDefinition/></endEvent>
          {BpmnText.Flows("in > f > a > out")}{BpmnText.Flows("f > b > stop")}
        </subProcess>
        """;

    private static Run Begin(string boundary = "", params string[] flows) => new Run(BpmnText.Load(
        $"""<startEvent id="start"/>{Inner}<userTask id="after"/><endEvent id="end"/>{boundary}""", ["start > sub > after > end", .. flows])).Start();

    [Fact]
    public void SubProcess_IsLeftWhenItsLastTokenEnds()
    {
        var run = Begin();

        run.Resting.ShouldBe(["sub", "a", "b"]);
        run.State.Tokens[1].Scope.ShouldBe(run.Token("sub"));
        run.Complete("a").Resting.ShouldBe(["sub", "b"]);
        run.Complete("b").Resting.ShouldBe(["after"]);
    }

    [Fact]
    public void SubProcess_TerminateInside_EndsOnlyIt()
    {
        var run = Begin();

        run.Complete("b");

        run.Resting.ShouldBe(["after"]);
        run.State.Status.ShouldBe(ProcessStatus.Running);
        run.Effects.OfType<CloseWorkItem>().Select(item => (item.Node, item.Why)).ShouldBe([("a", CloseReason.Cancelled), ("b", CloseReason.Completed)]);
    }

    [Fact]
    public void SubProcess_InterruptingTimer_TakesAllInsideAway()
    {
        var run = Begin("""<boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>""", "late > end");

        run.Fire("late");

        run.State.Status.ShouldBe(ProcessStatus.Completed);
        run.Effects.OfType<CloseWorkItem>().Count().ShouldBe(2);
    }

    [Fact]
    public void SubProcess_NonInterruptingTimer_RunsBesideItOnce()
    {
        var run = Begin("""<boundaryEvent id="late" attachedToRef="sub" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><userTask id="look"/><endEvent id="end2"/>""", "late > look > end2");
        var timer = run.State.Timers.ShouldHaveSingleItem();

        run.Fire("late");

        run.Resting.ShouldBe(["sub", "a", "b", "look"]);
        run.State.Find(run.Token("look"))!.Scope.ShouldBe(0);
        run.Refusal(new FireTimer(timer.Id)).ShouldBe(RefusalCodes.TimerNotPending);
        run.Complete("b").Complete("after").Complete("look").State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void SubProcess_Nested_EndsInwardOut()
    {
        var nested = $"""
            <startEvent id="start"/><endEvent id="end"/>
            <subProcess id="outer"><startEvent id="s1"/><endEvent id="e1"/>
              <subProcess id="inner"><startEvent id="s2"/><userTask id="a"/><endEvent id="e2"/>{BpmnText.Flows("s2 > a > e2")}</subProcess>
              {BpmnText.Flows("s1 > inner > e1")}
            </subProcess>
            """;
        var run = new Run(BpmnText.Load(nested, "start > outer > end")).Start();

        run.Resting.ShouldBe(["outer", "inner", "a"]);
        run.Complete("a").State.Status.ShouldBe(ProcessStatus.Completed);
    }
}
