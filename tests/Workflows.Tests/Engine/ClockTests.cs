using Domain.Calendar;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Tuesday = Run.Noon.AddDays(1);
    private static readonly DateTimeOffset Wednesday = Run.Noon.AddDays(2);

    /// <summary>Debugging as in the access chain: check (own clock), then debug and repeat on one clock that difficulty stops.</summary>
    private static Run Debugging() => new(BpmnText.Load("""
        <startEvent id="start"/><endEvent id="end"/>
        <userTask id="check" portal:dueWorkingDays="2"/>
        <userTask id="debug" portal:clock="debugging" portal:dueWorkingDays="=debugDays" portal:outcomes="difficult passed"/>
        <userTask id="difficulty" portal:stopsClock="debugging"/>
        <exclusiveGateway id="x" default="x-record"/>
        <serviceTask id="record" portal:handler="record"/>
        <userTask id="confirm" portal:clock="debugging" portal:dueWorkingDays="99"/>
        <userTask id="after"/>
        """, "start > check > debug > x > record > confirm > after > end", "x > difficulty if outcome = \"difficult\"", "difficulty > debug"));

    [Fact]
    public void OwnClock_LivesFromEntryToCompletion()
    {
        var run = Debugging().Start(("debugDays", 3));
        var token = run.Token("check");
        run.Effect<OpenWorkItem>().Clock.ShouldBe($"#{token}");
        run.Effect<ClockChanged>().Clock.ShouldBe(new ProcessClock($"#{token}", WorkingClock.Start(Run.Noon, 2)));

        run.Now = Tuesday;
        run.Complete("check");

        run.Effects.OfType<ClockChanged>().Select(change => (change.Clock.Id, change.Change)).ShouldBe([("debugging", ClockChange.Started), ($"#{token}", ClockChange.Closed)], ignoreOrder: true);
        run.State.Clocks.ShouldHaveSingleItem().Time.AllowanceDays.ShouldBe(3);
    }

    [Fact]
    public void NamedClock_StandsWhileATokenIsInATaskThatStopsIt()
    {
        var run = Debugging().Start(("debugDays", 3)).Complete("check");
        run.Now = Tuesday;
        run.Complete("debug", "difficult");
        run.Effect<ClockChanged>().Change.ShouldBe(ClockChange.Stopped);

        run.Now = Wednesday;
        run.Complete("difficulty");

        run.Effect<ClockChanged>().Change.ShouldBe(ClockChange.Resumed);
        var clock = run.State.Clocks.ShouldHaveSingleItem().Time;
        (clock.StartedAt, clock.AllowanceDays).ShouldBe((Run.Noon, 3));
        clock.Stops.ShouldBe([new ClockStop(Tuesday, Wednesday)]);
    }

    [Fact]
    public void NamedClock_SurvivesAServiceTaskBetweenTwoTasksThatCarryIt()
    {
        var run = Debugging().Start(("debugDays", 3)).Complete("check");
        run.Now = Tuesday;

        run.Complete("debug", "passed");
        run.Effects.OfType<ClockChanged>().ShouldBeEmpty();
        run.Serve("record");

        run.Effects.OfType<ClockChanged>().ShouldBeEmpty();
        run.Effect<OpenWorkItem>().Clock.ShouldBe("debugging");
        run.State.Clocks.ShouldHaveSingleItem().Time.StartedAt.ShouldBe(Run.Noon);
    }

    [Fact]
    public void NamedClock_NoHolderLeft_IsClosedAndLaterStartsAnew()
    {
        var run = Debugging().Start(("debugDays", 3)).Complete("check").Complete("debug", "passed").Serve("record").Complete("confirm");

        run.Effect<ClockChanged>().Change.ShouldBe(ClockChange.Closed);
        run.State.Clocks.ShouldBeEmpty();
    }

    [Fact]
    public void NamedClock_ServerThatIsALittleBehind_DoesNotTurnItBack()
    {
        var run = Debugging().Start(("debugDays", 3)).Complete("check");
        run.Now = Tuesday;
        run.Complete("debug", "difficult");
        run.Now = Tuesday.AddSeconds(-1);

        run.Complete("difficulty");

        run.State.Clocks.ShouldHaveSingleItem().Time.Stops.ShouldBe([new ClockStop(Tuesday, Tuesday)]);
    }

    [Fact]
    public void Clock_OfATaskBesideAPendingService_StartsAtOnce()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><parallelGateway id="f"/><userTask id="a" portal:dueWorkingDays="1"/><serviceTask id="s" portal:handler="h"/>""", "start > f > a > end", "f > s > end")).Start();

        run.State.Clocks.ShouldHaveSingleItem().Id.ShouldBe(run.Effect<OpenWorkItem>().Clock);
        run.Serve("s").Effects.ShouldBeEmpty();
    }

    [Fact]
    public void StoppingTask_WithoutLivingClock_StartsNone()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><userTask id="a" portal:stopsClock="c"/><userTask id="b" portal:clock="c" portal:dueWorkingDays="1"/>""", "start > a > b > end")).Start();

        run.State.Clocks.ShouldBeEmpty();
        run.Complete("a").Effect<ClockChanged>().Change.ShouldBe(ClockChange.Started);
    }

    [Fact]
    public void Clock_StartedWhileAnotherBranchStopsIt_StandsAtOnce()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><parallelGateway id="f"/><userTask id="a" portal:stopsClock="c"/><userTask id="b" portal:clock="c" portal:dueWorkingDays="1"/>""", "start > f > a > end", "f > b > end")).Start();

        run.State.Clocks.ShouldHaveSingleItem().Time.Stops.ShouldBe([new ClockStop(Run.Noon, To: null)]);
        run.Complete("b").State.Clocks.ShouldHaveSingleItem();
        run.Complete("a").State.Clocks.ShouldBeEmpty();
    }

    [Fact]
    public void WaitItem_CanCarryAClock()
    {
        var run = new Run(BpmnText.Load("""<startEvent id="start"/><endEvent id="end"/><intermediateCatchEvent id="online" portal:role="Operator" portal:dueWorkingDays="5"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""", "start > online > end")).Start();

        run.Effect<OpenWorkItem>().Clock.ShouldBe($"#{run.Token("online")}");
        run.Deliver().Effect<ClockChanged>().Change.ShouldBe(ClockChange.Closed);
    }

    [Fact]
    public void Allowance_ThatIsNoWholeNumber_RefusesTheStep()
    {
        var missing = Debugging().Start();
        missing.Refusal(new Complete(missing.Token("check"))).ShouldBe(RefusalCodes.AllowanceNotANumber);

        foreach (var days in (ProcessValue[])["3", 2.5m, 0, -1, true])
        {
            var run = Debugging().Start(("debugDays", days));
            run.Refusal(new Complete(run.Token("check"))).ShouldBe(RefusalCodes.AllowanceNotANumber);
        }
    }
}
