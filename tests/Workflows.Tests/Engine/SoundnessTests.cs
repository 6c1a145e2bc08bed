using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class SoundnessTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";
    private const string Duration = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";

    private static string[] Check(string nodes, params ReadOnlySpan<string> flows) =>
        [.. Soundness.Check(BpmnText.Load(Ends + nodes, flows)).Select(problem => problem.ToString())];

    [Fact]
    public void Check_CorrectionLoopWithReminderThatEndsByItself_IsSound() => Check($"""
        <userTask id="review" portal:outcomes="approve correct refuse"/><userTask id="correct"/><exclusiveGateway id="x" default="x-end"/>
        <boundaryEvent id="soon" attachedToRef="review" cancelActivity="false">{Duration}</boundaryEvent><userTask id="look"/><endEvent id="seen"/>
        <boundaryEvent id="again" attachedToRef="look" cancelActivity="false">{Duration}</boundaryEvent><serviceTask id="urge" portal:handler="urge"/>
        """, "start > review > x > end", "x > correct if outcome = \"correct\"", "correct > review", "soon > look > seen", "again > urge > seen").ShouldBeEmpty();

    [Fact]
    public void Check_ReminderThatSharesTheEnd_IsSound() => Check($"""
        <userTask id="a"/><boundaryEvent id="soon" attachedToRef="a" cancelActivity="false">{Duration}</boundaryEvent><serviceTask id="remind" portal:handler="h"/>
        """, "start > a > end", "soon > remind > end").ShouldBeEmpty();

    [Fact]
    public void Check_TwoEndsSideBySide_IsSound() =>
        Check("""<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><endEvent id="end2"/>""", "start > f > a > end", "f > b > end2").ShouldBeEmpty();

    [Fact]
    public void Check_TerminateBesideAnotherPath_IsSound() =>
        Check("""<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><endEvent id="stop"><terminateEventDefinition/></endEvent>""", "start > f > a > end", "f > b > stop").ShouldBeEmpty();

    [Fact]
    public void Check_JoinBehindAChoice_IsStuckThere() =>
        Check("""<exclusiveGateway id="x" default="x-b"/><userTask id="a"/><userTask id="b"/><parallelGateway id="join"/>""",
            "start > x", "x > a if yes", "x > b", "a > join > end", "b > join").ShouldBe(["soundness.stuck: join", "soundness.unreachable: end, join"]);

    [Fact]
    public void Check_ChoiceBehindAFork_IsNotJoined() =>
        Check("""<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><exclusiveGateway id="x"/><userTask id="c"/>""",
            "start > f > a > x > c > end", "f > b > x").ShouldBe(["soundness.not-joined: x"]);

    [Fact]
    public void Check_BothPathsIntoOneTask_IsNotJoined() =>
        Check("""<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>""", "start > f > a > c > end", "f > b > c").ShouldBe(["soundness.not-joined: c"]);

    [Fact]
    public void Check_ForkWithinALoop_IsNotJoined() =>
        Check("""<exclusiveGateway id="m"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>""", "start > m > f > a > m", "f > b > end").ShouldBe(["soundness.not-joined: f"]);

    [Fact]
    public void Check_LoopWithoutExit_HasNoWayOut() =>
        Check("""<exclusiveGateway id="x" default="x-end"/><userTask id="a"/><userTask id="b"/>""",
            "start > x > end", "x > a if yes", "a > b > a").ShouldBe(["soundness.no-way-out: a, b"]);

    [Fact]
    public void Check_NodesThatNoPathReaches_AreNamed() =>
        Check("""<userTask id="a"/><userTask id="b"/>""", "start > end", "a > b > a").ShouldBe(["soundness.unreachable: a, b"]);

    [Fact]
    public void Check_NonInterruptingTimerIntoAJoin_IsStuckWhenItDoesNotFire() => Check($"""
        <userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false">{Duration}</boundaryEvent><userTask id="b"/><parallelGateway id="join"/>
        """, "start > a > join > end", "t > b > join").ShouldBe(["soundness.stuck: join"]);

    [Fact]
    public void Check_NonInterruptingTimerBackIntoThePath_IsNotJoined() => Check($"""
        <userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false">{Duration}</boundaryEvent><userTask id="b"/>
        """, "start > a > b > end", "t > b").ShouldBe(["soundness.not-joined: b"]);

    [Fact]
    public void Check_InterruptingTimerBackIntoThePath_IsSound() => Check($"""
        <userTask id="a"/><boundaryEvent id="t" attachedToRef="a">{Duration}</boundaryEvent><userTask id="b"/>
        """, "start > a > b > end", "t > b").ShouldBeEmpty();

    [Fact]
    public void Check_InsideOfASubProcess_IsJudgedByItself() => Check($"""
        <subProcess id="s"><startEvent id="i"/><endEvent id="o"/><parallelGateway id="f"/><exclusiveGateway id="x"/><userTask id="c"/>{BpmnText.Flows("i > f > x > c > o")}<sequenceFlow id="f2" sourceRef="f" targetRef="x"/></subProcess>
        <boundaryEvent id="t" attachedToRef="s">{Duration}</boundaryEvent>
        """, "start > s > end", "t > end").ShouldBe(["soundness.not-joined: x"]);

    [Fact]
    public void Check_TooManyPathsSideBySide_IsRefusedInBoundedTime()
    {
        var branches = Enumerable.Range(0, 18).Select(i => $"a{i}").ToList();
        var nodes = """<parallelGateway id="f"/><parallelGateway id="j"/>""" + string.Concat(branches.Select(id => $"""<userTask id="{id}"/>"""));
        string[] flows = ["start > f", "j > end", .. branches.Select(id => $"f > {id} > j")];

        Check(nodes, flows).ShouldBe(["soundness.too-many-markings: start"]);
    }

    [Fact]
    public void Check_SixteenTasksSideBySide_IsStillJudged()
    {
        var branches = Enumerable.Range(0, 16).Select(i => $"a{i}").ToList();
        var nodes = """<parallelGateway id="f"/><parallelGateway id="j"/>""" + string.Concat(branches.Select(id => $"""<userTask id="{id}"/>"""));
        string[] flows = ["start > f", "j > end", .. branches.Select(id => $"f > {id} > j")];

        Check(nodes, flows).ShouldBeEmpty();
    }
}
