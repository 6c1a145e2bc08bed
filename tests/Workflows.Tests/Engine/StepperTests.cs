using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class StepperTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";

    [Fact]
    public void Start_StraightToTheEnd_CompletesAtOnce()
    {
        var run = new Run(BpmnText.Load(Ends, "start > end")).Start();

        run.State.Status.ShouldBe(ProcessStatus.Completed);
        run.Effects.ShouldBe([new ProcessEnded(ProcessStatus.Completed, "end")]);
    }

    [Fact]
    public void Start_Twice_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a"/>""", "start > a > end")).Start();

        run.Refusal(new Start()).ShouldBe(RefusalCodes.AlreadyStarted);
    }

    [Fact]
    public void Step_BeforeStartOrAfterEnd_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends, "start > end"));

        run.Refusal(new Complete(1)).ShouldBe(RefusalCodes.NotStarted);
        run.Refusal(new Cancel()).ShouldBe(RefusalCodes.NotStarted);
        run.Start();
        run.Refusal(new Complete(1)).ShouldBe(RefusalCodes.AlreadyEnded);
        run.Refusal(new Deliver("arrived")).ShouldBe(RefusalCodes.AlreadyEnded);
    }

    [Fact]
    public void Complete_UserTask_ClosesItAndStoresTheOutcomeTwice()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="review" portal:role="SupervisionEngineer" portal:party="supervisor" portal:outcomes="approve refuse"/>""", "start > review > end")).Start();
        var opened = run.Effect<OpenWorkItem>();
        opened.Kind.ShouldBe(WorkKind.Task);
        (opened.Work.Role, opened.Work.Party, opened.Clock).ShouldBe(("SupervisionEngineer", "supervisor", null));

        run.Complete("review", "approve", ("note", "fine"));

        run.Effects[0].ShouldBe(new CloseWorkItem(opened.Token, "review", CloseReason.Completed));
        run.State.Variables["review.outcome"].ShouldBe("approve");
        run.State.Variables["outcome"].ShouldBe("approve");
        run.State.Variables["note"].ShouldBe("fine");
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("Approve")]
    [InlineData("")]
    [InlineData(null)]
    public void Complete_OutcomeThatIsNotDeclared_IsRefused(string? outcome)
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="review" portal:outcomes="approve refuse"/>""", "start > review > end")).Start();

        run.Refusal(new Complete(run.Token("review"), outcome)).ShouldBe(RefusalCodes.OutcomeNotAllowed);
    }

    [Fact]
    public void Complete_OutcomeWhereNoneIsDeclared_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a"/>""", "start > a > end")).Start();

        run.Refusal(new Complete(run.Token("a"), "approve")).ShouldBe(RefusalCodes.OutcomeNotAllowed);
    }

    [Fact]
    public void Complete_WithoutOutcome_DoesNotLeaveAnEarlierOneBehind()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a" portal:outcomes="refuse"/><userTask id="b"/><userTask id="c"/>""", "start > a > b > c > end")).Start();

        run.Complete("a", "refuse").Complete("b");

        run.State.Variables.ContainsKey("outcome").ShouldBeFalse();
        run.State.Variables["a.outcome"].ShouldBe("refuse");
    }

    [Fact]
    public void Complete_SameTokenTwice_IsRefusedEvenWhenTheTaskIsOpenAgain()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a" portal:outcomes="again on"/><exclusiveGateway id="x" default="x-end"/>""", "start > a > x > end", "x > a if outcome = \"again\"")).Start();
        var first = run.Token("a");
        run.Complete("a", "again");

        run.Resting.ShouldBe(["a"]);
        run.Refusal(new Complete(first, "on")).ShouldBe(RefusalCodes.TaskNotOpen);
    }

    [Fact]
    public void Complete_TokenOfAnotherKindOfNode_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends + """<serviceTask id="s" portal:handler="h"/>""", "start > s > end")).Start();

        run.Refusal(new Complete(run.Token("s"))).ShouldBe(RefusalCodes.TaskNotOpen);
        run.Refusal(new ServiceCompleted(99)).ShouldBe(RefusalCodes.ServiceNotPending);
    }

    [Fact]
    public void ServiceTask_WaitsForItsHandlerAndTakesItsVariables()
    {
        var run = new Run(BpmnText.Load(Ends + """<serviceTask id="s" portal:handler="access.fix-track"/><userTask id="a"/>""", "start > s > a > end")).Start();
        run.Effect<CallService>().Handler.ShouldBe("access.fix-track");

        run.Serve("s", ("track", "commitment"));

        run.Resting.ShouldBe(["a"]);
        run.State.Variables["track"].ShouldBe("commitment");
    }

    [Fact]
    public void ExclusiveGateway_TakesTheFirstTrueFlowOrTheDefault()
    {
        var definition = BpmnText.Load(Ends + """<exclusiveGateway id="x" default="x-c"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>""",
            "start > x", "x > a if n > 10", "x > b if n > 5", "x > c", "a > end", "b > end", "c > end");

        new Run(definition).Start(("n", 11)).Resting.ShouldBe(["a"]);
        new Run(definition).Start(("n", 6)).Resting.ShouldBe(["b"]);
        new Run(definition).Start(("n", 5)).Resting.ShouldBe(["c"]);
        new Run(definition).Start().Resting.ShouldBe(["c"]);
    }

    [Fact]
    public void ExclusiveGateway_NothingHoldsAndNoDefault_RefusesTheWholeStep()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a" portal:outcomes="yes no maybe"/><exclusiveGateway id="x"/><userTask id="b"/>""",
            "start > a > x", "x > b if outcome = \"yes\"", "x > end if outcome = \"no\"", "b > end")).Start();

        var refused = run.Try(new Complete(run.Token("a"), "maybe")).ShouldBeOfType<Refused>();

        (refused.Code, refused.Args.ShouldHaveSingleItem()).ShouldBe((RefusalCodes.NoFlowHolds, "x"));
        run.Resting.ShouldBe(["a"]);
    }

    [Fact]
    public void ParallelGateway_JoinsOnceAllHaveCome()
    {
        var run = new Run(BpmnText.Load(Ends + """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><parallelGateway id="join"/><userTask id="c"/>""",
            "start > fork > a > join > c > end", "fork > b > join")).Start();

        run.Resting.ShouldBe(["a", "b"]);
        run.Complete("b").Resting.ShouldBe(["a", "join"]);
        run.Complete("a").Resting.ShouldBe(["c"]);
        run.Complete("c").State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void ParallelGateway_TwoTokensOnOneFlow_DoNotStandForTheMissingOne()
    {
        var run = new Run(BpmnText.Load(Ends + """<parallelGateway id="fork"/><userTask id="a"/><userTask id="a2"/><userTask id="b"/><exclusiveGateway id="meet"/><parallelGateway id="join"/>""",
            "start > fork > a > meet > join > end", "fork > a2 > meet", "fork > b > join")).Start();

        run.Complete("a").Complete("a2").Resting.ShouldBe(["b", "join", "join"]);
        run.Complete("b").Resting.ShouldBe(["join"]);
    }

    [Fact]
    public void TwoEndEvents_TheInstanceEndsWithTheLastToken()
    {
        var run = new Run(BpmnText.Load(Ends + """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/><endEvent id="end2"/>""",
            "start > fork > a > end", "fork > b > end2")).Start();

        run.Complete("a").State.Status.ShouldBe(ProcessStatus.Running);
        run.Complete("b").Effect<ProcessEnded>().Node.ShouldBe("end2");
    }

    [Fact]
    public void TerminateEndEvent_EndsEverything()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><endEvent id="stop"><terminateEventDefinition/></endEvent><parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>""",
            "start > fork > a > stop", "fork > b > end")).Start();
        var other = run.Token("b");

        run.Complete("a");

        run.State.Status.ShouldBe(ProcessStatus.Terminated);
        run.Effects.ShouldContain(new CloseWorkItem(other, "b", CloseReason.Cancelled));
    }

    [Fact]
    public void Effects_ItemThatComesAndGoesInOneStep_LeavesNone()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><endEvent id="stop"><terminateEventDefinition/></endEvent><parallelGateway id="fork"/><parallelGateway id="one"/><serviceTask id="b" portal:handler="h"/>""",
            "start > fork > b > end", "fork > one > stop")).Start();

        run.Effects.ShouldBe([new ProcessEnded(ProcessStatus.Terminated, "stop")]);
    }

    [Fact]
    public void MessageCatch_WithRole_IsAWaitItemThatOnlyTheMessageEnds()
    {
        var run = new Run(BpmnText.Load(Ends + """<intermediateCatchEvent id="wait" portal:role="Operator"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""", "start > wait > end")).Start();
        var item = run.Effect<OpenWorkItem>();
        item.Kind.ShouldBe(WorkKind.Wait);

        run.Refusal(new Complete(item.Token)).ShouldBe(RefusalCodes.TaskNotOpen);
        run.Refusal(new Deliver("something else")).ShouldBe(RefusalCodes.MessageNotAwaited);
        run.Deliver();

        run.Effects[0].ShouldBe(new CloseWorkItem(item.Token, "wait", CloseReason.Delivered));
        run.State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void MessageCatch_WithoutRole_IsNoItem()
    {
        var run = new Run(BpmnText.Load(Ends + """<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""", "start > wait > end")).Start();

        run.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Deliver_TwoWait_ReachesTheOneThatWaitedLonger()
    {
        const string Wait = "<messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>";
        var run = new Run(BpmnText.Load(Ends + $"""<parallelGateway id="fork"/><intermediateCatchEvent id="w1">{Wait}<intermediateCatchEvent id="w2">{Wait}""",
            "start > fork > w1 > end", "fork > w2 > end")).Start();

        run.Deliver().Resting.ShouldBe(["w2"]);
    }

    [Fact]
    public void Cancel_EndsAllAndKeepsTheTrace()
    {
        var run = new Run(BpmnText.Load(Ends + """<parallelGateway id="fork"/><userTask id="a"/><userTask id="b"/>""", "start > fork > a > end", "fork > b > end")).Start();

        run.Do(new Cancel("withdrawn"));

        run.Effects.OfType<CloseWorkItem>().Select(item => (item.Node, item.Why)).ShouldBe([("a", CloseReason.Cancelled), ("b", CloseReason.Cancelled)]);
        run.Effect<ProcessEnded>().ShouldBe(new ProcessEnded(ProcessStatus.Cancelled, Node: null));
        run.State.Trace["fork-a"].ShouldBe(1);
    }

    [Fact]
    public void Trace_CountsVisitsOfNodesAndFlows()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a" portal:outcomes="again on"/><exclusiveGateway id="x" default="x-end"/>""", "start > a > x > end", "x > a if outcome = \"again\"")).Start();

        run.Complete("a", "again").Complete("a", "again");

        run.State.Trace.ShouldBe(new Dictionary<string, int> { ["a"] = 3, ["a-x"] = 2, ["start"] = 1, ["start-a"] = 1, ["x"] = 2, ["x-a"] = 2 });
    }

    [Fact]
    public void Step_TokensThatNeverRest_AreRefused()
    {
        var run = new Run(BpmnText.Load(Ends + """<exclusiveGateway id="x"/><exclusiveGateway id="y" default="y-end"/>""", "start > x > y > end", "y > x if true"));

        run.Refusal(new Start()).ShouldBe(RefusalCodes.EndlessLoop);
    }
}
