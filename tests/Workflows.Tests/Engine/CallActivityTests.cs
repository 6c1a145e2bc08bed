using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine;

public sealed class CallActivityTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";
    private const string Call = """<callActivity id="call" calledElement="other"/>""";

    [Fact]
    public void Call_Reached_CallsTheCaseAndWaitsForItsEnd()
    {
        var run = new Run(BpmnText.Load(Ends + Call, "start > call > end")).Start();
        run.Effects.ShouldBe([new CallCase(run.Token("call"), "call", "other")]);

        run.Do(new CaseEnded(run.Token("call"), "connected"));

        run.State.Status.ShouldBe(ProcessStatus.Completed);
        run.Effects.ShouldBe([new ProcessEnded(ProcessStatus.Completed, "end")]);
    }

    [Fact]
    public void CaseEnded_ItsOutcome_DecidesTheWayOn()
    {
        var run = new Run(BpmnText.Load(
            Ends + Call + """<exclusiveGateway id="how" default="how-call"/>""",
            "start > call > how", "how > end if call.outcome = \"connected\"", "how > call")).Start();
        var first = run.Token("call");

        run.Do(new CaseEnded(first, "refused"));

        run.Effect<CallCase>().Token.ShouldBe(run.Token("call"));
        run.Token("call").ShouldNotBe(first);
        run.Do(new CaseEnded(run.Token("call"), "connected")).State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void CaseEnded_ForATokenThatIsGone_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends + Call + """<userTask id="next"/>""", "start > call > next > end")).Start();
        var token = run.Token("call");
        run.Do(new CaseEnded(token, "over"));

        run.Refusal(new CaseEnded(token, "over")).ShouldBe(RefusalCodes.CallNotPending);
        run.Refusal(new CaseEnded(run.Token("next"), "over")).ShouldBe(RefusalCodes.CallNotPending);
    }

    [Fact]
    public void Call_WithRole_IsAWaitItemThatNobodyCompletes()
    {
        var run = new Run(BpmnText.Load(Ends + """<callActivity id="call" calledElement="p:other" portal:role="Manager" portal:dueWorkingDays="3"/>""", "start > call > end")).Start();
        var item = run.Effect<OpenWorkItem>();

        (item.Kind, item.Clock, run.Effect<CallCase>().Called).ShouldBe((WorkKind.Wait, $"#{item.Token}", "other"));
        run.Refusal(new Complete(item.Token)).ShouldBe(RefusalCodes.TaskNotOpen);
        run.Do(new CaseEnded(item.Token, "over"));
        run.Effects[0].ShouldBe(new CloseWorkItem(item.Token, "call", CloseReason.Delivered));
    }

    [Fact]
    public void Cancel_WhileACaseIsCalled_DropsIt()
    {
        var run = new Run(BpmnText.Load(Ends + Call, "start > call > end")).Start();
        var token = run.Token("call");

        run.Do(new Cancel());

        run.Effects.ShouldBe([new DropCase(token, "call"), new ProcessEnded(ProcessStatus.Cancelled, null)]);
    }

    [Fact]
    public void BoundaryTimer_OnACall_DropsTheCase()
    {
        var run = new Run(BpmnText.Load(
            Ends + Call + """<boundaryEvent id="late" attachedToRef="call"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>""",
            "start > call > end", "late > end")).Start();
        var token = run.Token("call");

        run.Fire("late").Effects.ShouldContain(new DropCase(token, "call"));
    }

    /// <summary>A case beside which somebody gives back is dropped with the way that led to it, and called anew when it comes again.</summary>
    [Fact]
    public void Return_PastACall_DropsTheCaseAndCallsAnother()
    {
        var run = new Run(BpmnText.Load(
            Ends + Call + """<userTask id="first"/><parallelGateway id="fork"/><userTask id="beside"/><parallelGateway id="join"/>""",
            "start > first > fork > call > join > end", "fork > beside > join")).Start().Complete("first");
        var token = run.Token("call");

        run.Return("beside", "first").Effects.ShouldContain(new DropCase(token, "call"));
        run.Complete("first").Effect<CallCase>().Token.ShouldBeGreaterThan(token);
    }

    [Fact]
    public void Recall_OfWhatLedToACall_DropsTheCase()
    {
        var run = new Run(BpmnText.Load(Ends + Call + """<userTask id="first"/>""", "start > first > call > end")).Start();
        var completed = run.Token("first");
        run.Complete("first");
        var token = run.Token("call");

        run.Do(new Recall(completed)).Effects.ShouldContain(new DropCase(token, "call"));
        run.Resting.ShouldBe(["first"]);
    }

    [Fact]
    public void Read_WithoutCalledElement_IsRefused() =>
        BpmnReader.Read(BpmnText.Process(Ends + """<callActivity id="call"/>""", "start > call > end")).Problems
            .ShouldHaveSingleItem().Code.ShouldBe(BpmnProblemCodes.MissingAttribute);

    [Fact]
    public void Read_SeveralInstancesOfACall_AreRefused() =>
        BpmnReader.Read(BpmnText.Process(Ends + """<callActivity id="call" calledElement="other"><multiInstanceLoopCharacteristics/></callActivity>""", "start > call > end")).Problems
            .ShouldHaveSingleItem().Code.ShouldBe(BpmnProblemCodes.UnsupportedElement);
}
