using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class RecallTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";

    private static readonly ProcessDefinition Line = BpmnText.Load(
        Ends + """<userTask id="a" portal:outcomes="yes no" portal:clock="c" portal:dueWorkingDays="3"/><userTask id="b"/><serviceTask id="s" portal:handler="h"/>""",
        "start > a > b > s > end");

    [Fact]
    public void Recall_TheLastCompletion_BringsTheTaskBackUnderANewNumberWithItsClock()
    {
        var run = new Run(Line).Start();
        var (first, clock) = (run.Token("a"), run.State.Clocks.ShouldHaveSingleItem());
        run.Now += TimeSpan.FromDays(1);
        run.Complete("a", "yes");
        run.Now += TimeSpan.FromDays(1);

        run.Do(new Recall(first));

        run.Resting.ShouldBe(["a"]);
        run.Token("a").ShouldNotBe(first);
        run.State.Clocks.ShouldHaveSingleItem().ShouldBe(clock);
        run.State.Variables.ContainsKey("a.outcome").ShouldBeFalse();
        run.Effects.OfType<CloseWorkItem>().ShouldHaveSingleItem().Node.ShouldBe("b");
        run.Effects.OfType<OpenWorkItem>().ShouldHaveSingleItem().Clock.ShouldBe("c");
    }

    [Fact]
    public void Recall_AfterTheNextHasActed_IsTooLate()
    {
        var run = new Run(Line).Start();
        var first = run.Token("a");
        run.Complete("a", "yes").Complete("b");

        run.Refusal(new Recall(first)).ShouldBe(RefusalCodes.RecallTooLate);
    }

    [Fact]
    public void Recall_AfterAHandlerRan_IsTooLate()
    {
        var definition = BpmnText.Load(Ends + """<userTask id="a"/><serviceTask id="s" portal:handler="h"/><userTask id="b"/>""", "start > a > s > b > end");
        var run = new Run(definition).Start();
        var first = run.Token("a");
        run.Complete("a").Serve("s");

        run.Refusal(new Recall(first)).ShouldBe(RefusalCodes.RecallTooLate);
    }

    [Fact]
    public void Recall_Twice_IsTooLateTheSecondTime()
    {
        var run = new Run(Line).Start();
        var first = run.Token("a");
        run.Complete("a", "yes").Do(new Recall(first));

        run.Refusal(new Recall(first)).ShouldBe(RefusalCodes.RecallTooLate);
    }

    [Fact]
    public void Recall_OfWhatEndedTheCase_IsRefused()
    {
        var run = new Run(BpmnText.Load(Ends + """<userTask id="a"/>""", "start > a > end")).Start();
        var first = run.Token("a");
        run.Complete("a");

        run.Refusal(new Recall(first)).ShouldBe(RefusalCodes.AlreadyEnded);
    }

    [Fact]
    public void Recall_OfASignature_AsksForItAgain()
    {
        var definition = BpmnText.Load(
            Ends + """<userTask id="sign" portal:outcomes="yes no"><multiInstanceLoopCharacteristics portal:signers="R@x R@y"/></userTask><userTask id="b"/>""",
            "start > sign > b > end");
        var run = new Run(definition).Start();
        var first = run.Signature("sign", "x");
        run.Sign("sign", "x", "no");

        run.Do(new Recall(first));

        run.Sign("sign", "x", "yes").Sign("sign", "y", "yes").State.Variables["sign.outcome"].Text.ShouldBe("yes");
    }

    [Fact]
    public void Replay_OfAHistoryWithRecallsAndReturns_GivesTheSameState()
    {
        var run = new Run(Line).Start();
        var first = run.Token("a");
        run.Complete("a", "no").Do(new Recall(first)).Complete("a", "yes").Return("b", "a", straightBack: true).Complete("a", "yes");

        EngineJson.Write(History.Replay(Line, run.History)).ShouldBe(EngineJson.Write(run.State));
    }
}
