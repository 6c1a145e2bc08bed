using Domain.Devices;

namespace Domain.Captures;

/// <summary>Compares a point's test captures with what S0 (section 4 and annex) wants of them.</summary>
public static class TestCaptureRules
{
    /// <param name="captures">Test captures of the point.</param>
    /// <param name="seen">What the contractor said of their pictures.</param>
    public static TestCaptureChecklist Check(IReadOnlyCollection<Capture> captures, IReadOnlyCollection<OverlayConfirmation> seen)
    {
        ArgumentNullException.ThrowIfNull(captures);
        ArgumentNullException.ThrowIfNull(seen);
        var cameras = captures.OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).ToLookup(CameraOf);
        return new TestCaptureChecklist(
        [
            .. DeviceKinds.Gate.Select(camera => Finding(
                TestCaptureCheck.AllCameras, camera, cameras[camera].Any() ? null : "captures.camera-silent", [.. cameras[camera].Take(1)])),
            // A camera that has sent nothing has one problem, not three.
            .. DeviceKinds.Gate.Where(cameras.Contains).Select(camera => Fields(camera, cameras[camera].First())),
            .. DeviceKinds.Gate.Where(cameras.Contains).Select(camera => Overlay(camera, [.. cameras[camera]], seen)),
            Pair(DeviceKind.EntrancePlateCamera, cameras[DeviceKind.EntrancePlateCamera], cameras[DeviceKind.EntranceOverheadCamera]),
            Pair(DeviceKind.ExitPlateCamera, cameras[DeviceKind.ExitPlateCamera], cameras[DeviceKind.ExitOverheadCamera]),
        ]);
    }

    /// <summary>The camera that a capture comes from, by direction and height.</summary>
    public static DeviceKind CameraOf(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return (capture.Direction, capture.Camera) switch
        {
            (PassageDirection.In, CameraHeight.Low) => DeviceKind.EntrancePlateCamera,
            (PassageDirection.In, _) => DeviceKind.EntranceOverheadCamera,
            (_, CameraHeight.Low) => DeviceKind.ExitPlateCamera,
            _ => DeviceKind.ExitOverheadCamera,
        };
    }

    /// <summary>The newest capture counts: what was wrong in earlier ones may have been put right.</summary>
    private static TestCaptureFinding Fields(DeviceKind camera, Capture newest)
    {
        var missing = new List<string>();
        if (newest.Camera == CameraHeight.Low)
        {
            if (newest.Plate is null) missing.Add("plate");
            if (newest.PlateColor is null) missing.Add("plateColor");
            if (newest.VehicleType is null) missing.Add("vehicleType");
        }

        if (newest.Gate.Length == 0) missing.Add("gate");
        if (newest.Images.Count == 0) missing.Add("images");
        return Finding(TestCaptureCheck.RequiredFields, camera, missing.Count == 0 ? null : "captures.field-missing", [newest]) with { Fields = missing };
    }

    private static TestCaptureFinding Overlay(DeviceKind camera, IReadOnlyList<Capture> captures, IReadOnlyCollection<OverlayConfirmation> seen)
    {
        var ids = captures.Select(c => c.Id).ToHashSet();
        var last = seen.Where(s => ids.Contains(s.CaptureId)).MaxBy(s => s.ConfirmedAt);
        var problem = last is null ? "captures.overlay-unseen" : last.Complete ? null : "captures.overlay-incomplete";
        return Finding(TestCaptureCheck.OverlayFields, camera, problem, [.. captures.Where(c => last is null || c.Id == last.CaptureId).Take(1)]);
    }

    private static TestCaptureFinding Pair(DeviceKind low, IEnumerable<Capture> lows, IEnumerable<Capture> highs)
    {
        var high = highs.ToLookup(Passage);
        var pair = lows.Where(c => high.Contains(Passage(c))).Select(c => new[] { c, high[Passage(c)].First() }).FirstOrDefault();
        return Finding(TestCaptureCheck.MatchedPair, low, pair is null ? "captures.pair-missing" : null, pair ?? []);
    }

    /// <summary>What the two captures of one passage share; the direction is shared already.</summary>
    private static (string Gate, long Milliseconds) Passage(Capture capture) => (capture.Gate, capture.CapturedAt.ToUnixTimeMilliseconds());

    private static TestCaptureFinding Finding(TestCaptureCheck check, DeviceKind camera, string? problem, IEnumerable<Capture> evidence) =>
        new(check, camera, problem, [], [.. evidence.Select(c => c.Id)]);
}
