using Domain.Captures;
using Domain.Devices;
using Testing;
using Testing.Registration;

namespace Domain.Tests.Captures;

public sealed class TestCaptureRulesTests
{
    private static readonly DateTimeOffset At = TestClock.ShanghaiTime(2026, 11, 25, 6).AddMilliseconds(335);

    [Fact]
    public void Check_NothingCame_SaysSoOfEachCameraAndPair()
    {
        var checklist = TestCaptureRules.Check([], []);

        checklist.Green.ShouldBeFalse();
        checklist.Findings.Select(f => (f.Check, f.Camera, f.Problem)).ShouldBe(
        [
            .. DeviceKinds.Gate.Select(camera => (TestCaptureCheck.AllCameras, camera, (string?)"captures.camera-silent")),
            (TestCaptureCheck.MatchedPair, DeviceKind.EntrancePlateCamera, "captures.pair-missing"),
            (TestCaptureCheck.MatchedPair, DeviceKind.ExitPlateCamera, "captures.pair-missing"),
        ]);
    }

    [Fact]
    public void Check_AllFourButNobodyLooked_OnlyTheOverlayIsOpen()
    {
        var problems = TestCaptureRules.Check(All(), []).Findings.Where(f => !f.Ok).ToList();

        problems.Count.ShouldBe(4);
        problems.ShouldAllBe(f => f.Check == TestCaptureCheck.OverlayFields && f.Problem == "captures.overlay-unseen");
    }

    [Theory]
    [InlineData("plate")]
    [InlineData("plateColor")]
    [InlineData("vehicleType")]
    [InlineData("gate")]
    [InlineData("images")]
    public void Check_NewestLowCaptureLacksAField_NamesIt(string field)
    {
        Capture[] captures = [.. All(), Capture(PassageDirection.In, CameraHeight.Low, At.AddHours(1), f => field switch
        {
            "plate" => f with { Plate = null },
            "plateColor" => f with { PlateColor = null },
            "vehicleType" => f with { VehicleType = null },
            "gate" => f with { Gate = "" },
            _ => f with { Images = [] },
        })];

        var finding = TestCaptureRules.Check(captures, []).Findings.Single(f => f is { Check: TestCaptureCheck.RequiredFields, Ok: false });

        (finding.Camera, finding.Problem, finding.Fields.Single()).ShouldBe((DeviceKind.EntrancePlateCamera, "captures.field-missing", field));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Check_MillisecondsBetweenLowAndHigh_MustBeNone(int milliseconds, bool matched)
    {
        Capture[] captures = [Capture(PassageDirection.Out, CameraHeight.Low, At), Capture(PassageDirection.Out, CameraHeight.High, At.AddMilliseconds(milliseconds))];

        Pair(captures, DeviceKind.ExitPlateCamera).ShouldBe(matched);
        Pair(captures, DeviceKind.EntrancePlateCamera).ShouldBeFalse();
    }

    [Fact]
    public void Check_LowAndHighOfDifferentGates_AreNoPair() => Pair(
        [Capture(PassageDirection.In, CameraHeight.Low, At), Capture(PassageDirection.In, CameraHeight.High, At, f => f with { Gate = "2" })],
        DeviceKind.EntrancePlateCamera).ShouldBeFalse();

    private static bool Pair(IReadOnlyCollection<Capture> captures, DeviceKind low) =>
        TestCaptureRules.Check(captures, []).Findings.Single(f => f.Check == TestCaptureCheck.MatchedPair && f.Camera == low).Ok;

    private static Capture[] All() =>
    [
        Capture(PassageDirection.In, CameraHeight.Low, At), Capture(PassageDirection.In, CameraHeight.High, At),
        Capture(PassageDirection.Out, CameraHeight.Low, At.AddMinutes(5)), Capture(PassageDirection.Out, CameraHeight.High, At.AddMinutes(5)),
    ];

    private static Capture Capture(PassageDirection direction, CameraHeight camera, DateTimeOffset at, Func<CaptureFacts, CaptureFacts>? change = null)
    {
        var facts = TestCaptures.Facts(1, direction, camera, at, "r");
        return new Capture(change is null ? facts : change(facts));
    }
}
