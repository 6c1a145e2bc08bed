using Workflows.Engine;
using Workflows.Engine.Bpmn;

namespace Workflows.Tests.Engine;

public sealed class TimerTests
{
    private const string Ends = """<startEvent id="start"/><endEvent id="end"/>""";

    private static string Timer(string duration, string days = "") => $"""<timerEventDefinition {days}><timeDuration>{duration}</timeDuration></timerEventDefinition>""";

    [Fact]
    public void TimerCatch_WaitsUntilItFires()
    {
        var run = new Run(BpmnText.Load(Ends + $"""<intermediateCatchEvent id="t">{Timer("P5D", "portal:days='working'")}</intermediateCatchEvent>""", "start > t > end")).Start();
        var scheduled = run.Effect<ScheduleTimer>();
        scheduled.Duration.ShouldBe(new TimerSpan(0, TimeSpan.Zero, 5));
        scheduled.Since.ShouldBe(Run.Noon);

        run.Do(new FireTimer(scheduled.Timer)).State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void FireTimer_Twice_IsRefusedTheSecondTime()
    {
        var run = new Run(BpmnText.Load(Ends + $"""<intermediateCatchEvent id="t">{Timer("PT1H")}</intermediateCatchEvent><userTask id="a"/>""", "start > t > a > end")).Start();
        var timer = run.Effect<ScheduleTimer>().Timer;
        run.Do(new FireTimer(timer));

        run.Refusal(new FireTimer(timer)).ShouldBe(RefusalCodes.TimerNotPending);
    }

    [Fact]
    public void BoundaryTimer_Interrupting_TakesTheTaskAway()
    {
        var run = new Run(BpmnText.Load(Ends + $"""<userTask id="a"/><boundaryEvent id="late" attachedToRef="a">{Timer("PT36H")}</boundaryEvent><userTask id="b"/>""", "start > a > end", "late > b > end")).Start();
        var token = run.Token("a");

        run.Fire("late");

        run.Resting.ShouldBe(["b"]);
        run.Effects[0].ShouldBe(new CloseWorkItem(token, "a", CloseReason.Cancelled));
        run.Refusal(new Complete(token)).ShouldBe(RefusalCodes.TaskNotOpen);
    }

    [Fact]
    public void BoundaryTimer_TaskCompletedFirst_IsCancelled()
    {
        var run = new Run(BpmnText.Load(Ends + $"""<userTask id="a"/><boundaryEvent id="late" attachedToRef="a">{Timer("PT36H")}</boundaryEvent><userTask id="b"/>""", "start > a > b > end", "late > b")).Start();
        var timer = run.Effect<ScheduleTimer>().Timer;

        run.Complete("a");

        run.Effects.ShouldContain(new CancelTimer(timer));
        run.Refusal(new FireTimer(timer)).ShouldBe(RefusalCodes.TimerNotPending);
    }

    [Fact]
    public void BoundaryTimer_NonInterrupting_LeavesTheTaskAndItsOtherTimersAlone()
    {
        var run = new Run(BpmnText.Load(Ends + $"""
            <userTask id="a"/><serviceTask id="remind" portal:handler="remind"/><endEvent id="told"/>
            <boundaryEvent id="soon" attachedToRef="a" cancelActivity="false">{Timer("P1D")}</boundaryEvent>
            <boundaryEvent id="late" attachedToRef="a">{Timer("P2D")}</boundaryEvent>
            """, "start > a > end", "soon > remind > told", "late > end")).Start();

        run.Fire("soon").Serve("remind").Resting.ShouldBe(["a"]);
        run.State.Timers.ShouldHaveSingleItem().Node.ShouldBe("late");
        run.Fire("late").State.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Theory]
    [InlineData("=day")]
    [InlineData("2026-03-10")]
    public void TimerCatch_OnADay_CountsFromItsBeginningInShanghai(string day)
    {
        var run = new Run(BpmnText.Load(Ends + Dated(day), "start > t > end")).Start(("day", "2026-03-10"));

        var scheduled = run.Effect<ScheduleTimer>();

        (scheduled.Duration, scheduled.Since).ShouldBe((default, new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-3-10")]
    [InlineData(null)]
    public void TimerCatch_OnWhatIsNoDay_IsRefused(string? day)
    {
        var run = new Run(BpmnText.Load(Ends + Dated("=day"), "start > t > end"));

        run.Refusal(new Start { Variables = Run.Variables(("day", day)) }).ShouldBe(RefusalCodes.DayNotADate);
    }

    [Theory]
    [InlineData("""<timeDate>tomorrow</timeDate>""", "")]
    [InlineData("""<timeDate>=day</timeDate>""", "portal:days='working'")]
    [InlineData("""<timeDate>=day</timeDate><timeDuration>P1D</timeDuration>""", "")]
    public void Read_ADayThatIsNone_IsRefused(string content, string attribute) =>
        BpmnReader.Read(BpmnText.Process(Ends + $"""<intermediateCatchEvent id="t"><timerEventDefinition {attribute}>{content}</timerEventDefinition></intermediateCatchEvent>""", "start > t > end"))
            .Problems.ShouldHaveSingleItem();

    private static string Dated(string day) => $"""<intermediateCatchEvent id="t"><timerEventDefinition><timeDate>{day}</timeDate></timerEventDefinition></intermediateCatchEvent>""";

    [Theory]
    [InlineData("P5D", 0, "5.00:00:00")]
    [InlineData("PT36H", 0, "1.12:00:00")]
    [InlineData("P1Y2M3DT4H5M6S", 14, "3.04:05:06")]
    [InlineData("P2W", 0, "14.00:00:00")]
    [InlineData("PT0S", 0, "00:00:00")]
    [InlineData(" PT1M ", 0, "00:01:00")]
    public void TryParse_IsoDuration_IsRead(string text, int months, string span)
    {
        TimerSpan.TryParse(text, workingDays: false, out var duration).ShouldBeTrue();

        duration.ShouldBe(new TimerSpan(months, TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture), WorkingDays: null));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("P", false)]
    [InlineData("PT", false)]
    [InlineData("P1DT", false)]
    [InlineData("-P1D", false)]
    [InlineData("P-1D", false)]
    [InlineData("P1.5D", false)]
    [InlineData("5D", false)]
    [InlineData("PT99999999M", false)]
    [InlineData("R3/PT1H", false)]
    [InlineData("${days}", false)]
    [InlineData("PT5H", true)]
    [InlineData("P1W", true)]
    [InlineData("P1M5D", true)]
    [InlineData("P5DT1H", true)]
    public void TryParse_AnythingElse_IsRefused(string text, bool workingDays) =>
        TimerSpan.TryParse(text, workingDays, out _).ShouldBeFalse();
}
