using Domain.Devices;

namespace Domain.Captures;

/// <summary>What must be seen of a point's test captures before it goes live (S0 section 4 and its annex).</summary>
public enum TestCaptureCheck
{
    /// <summary>Each of the four cameras has sent.</summary>
    AllCameras,

    /// <summary>关键信息: plate (low cameras), direction, vehicle type, time, gate and pictures are all there.</summary>
    RequiredFields,

    /// <summary>水印: the contractor has looked at a picture of each camera and seen everything that must stand on it.</summary>
    OverlayFields,

    /// <summary>联动抓拍: a low and a high capture of one passage carry the same gate, direction and millisecond.</summary>
    MatchedPair,
}

/// <summary>One line of the checklist.</summary>
/// <param name="Check">Which rule.</param>
/// <param name="Camera">Of which camera; the low one of the direction for <see cref="TestCaptureCheck.MatchedPair"/>.</param>
/// <param name="Problem">Code of what is wrong (captures.…); null when it is as it should be.</param>
/// <param name="Fields">The fields that the problem is about, by their names in the interface, such as "plate"; empty where there are none.</param>
/// <param name="Evidence">Ids of the captures that show it, the newest first; empty where none has come.</param>
public sealed record TestCaptureFinding(
    TestCaptureCheck Check, DeviceKind Camera, string? Problem, IReadOnlyList<string> Fields, IReadOnlyList<long> Evidence)
{
    public bool Ok => Problem is null;
}

/// <summary>All lines, in the order of the rules and of <see cref="DeviceKinds.Gate"/>.</summary>
public sealed record TestCaptureChecklist(IReadOnlyList<TestCaptureFinding> Findings)
{
    /// <summary>Nothing stands against going live.</summary>
    public bool Green => Findings.All(f => f.Ok);
}
