namespace Domain.Devices;

/// <summary>Device kinds in the order of the debug application's rows (S2 annex 1-5), then what only the receipt lists (annex 1-6).</summary>
public enum DeviceKind
{
    /// <summary>出入口球机.</summary>
    GateDome,

    /// <summary>出入口车牌抓拍机.</summary>
    GatePlateCamera,

    /// <summary>扬尘监测.</summary>
    DustMonitor,

    /// <summary>基坑球机.</summary>
    PitDome,

    /// <summary>塔吊球机; its removal needs a crane dismantling notice.</summary>
    CraneDome,

    /// <summary>施工现场球机.</summary>
    SiteDome,

    /// <summary>生活区球机.</summary>
    LivingAreaDome,

    /// <summary>其他球机.</summary>
    OtherDome,

    /// <summary>硬盘录像机 (NVR).</summary>
    VideoRecorder,

    /// <summary>路由器.</summary>
    Router,

    /// <summary>硬盘; receipt only.</summary>
    HardDisk,

    /// <summary>APN 卡; receipt only.</summary>
    ApnCard,

    /// <summary>入口车牌识别 (S0): the low camera at a muck site's entrance, which reads plates.</summary>
    EntrancePlateCamera,

    /// <summary>入口高位抓拍 (S0): the high camera at a muck site's entrance, which looks into the load.</summary>
    EntranceOverheadCamera,

    /// <summary>出口车牌识别 (S0).</summary>
    ExitPlateCamera,

    /// <summary>出口高位抓拍 (S0).</summary>
    ExitOverheadCamera,
}

/// <summary>What the forms say about device kinds.</summary>
public static class DeviceKinds
{
    /// <summary>The kinds that annex 1-5 counts, in its order.</summary>
    public static readonly IReadOnlyList<DeviceKind> Counted = [.. Enum.GetValues<DeviceKind>().Where(k => k <= DeviceKind.Router)];

    /// <summary>The kinds that can stand at an install position of form 1-1 and are waited for online: everything that reports for itself.</summary>
    public static readonly IReadOnlyList<DeviceKind> Installable = [.. Counted.Where(k => k <= DeviceKind.OtherDome)];

    /// <summary>What a muck site must have at its gates before it can be registered (S0 section 2.2); more of each may stand there.</summary>
    public static readonly IReadOnlyList<DeviceKind> Gate =
        [DeviceKind.EntrancePlateCamera, DeviceKind.EntranceOverheadCamera, DeviceKind.ExitPlateCamera, DeviceKind.ExitOverheadCamera];

    /// <summary>Dome cameras of any place: one row of the receipt (annex 1-6).</summary>
    public static bool IsDome(this DeviceKind kind) => kind is DeviceKind.GateDome or DeviceKind.PitDome or DeviceKind.CraneDome
        or DeviceKind.SiteDome or DeviceKind.LivingAreaDome or DeviceKind.OtherDome;

    /// <summary>
    /// Whether a device of this kind hangs on a tower crane. The kind says where a dome camera is, so there is no second mark to keep in step with it;
    /// a relocation from or to a crane changes the kind.
    /// </summary>
    public static bool IsOnCrane(this DeviceKind kind) => kind == DeviceKind.CraneDome;

    /// <summary>Cameras of any kind, which need a video test report.</summary>
    public static bool IsCamera(this DeviceKind kind) => kind.IsDome() || kind == DeviceKind.GatePlateCamera || Gate.Contains(kind);

    /// <summary>
    /// The type digits of a device's GB/T 28181 code: 132 network camera, 118 NVR, 139 for what the standard has no word for, such as a
    /// dust monitor.
    /// </summary>
    public static string CodeType(this DeviceKind kind) => kind.IsCamera() ? "132" : kind == DeviceKind.VideoRecorder ? "118" : "139";
}
