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
}

/// <summary>What the forms say about device kinds.</summary>
public static class DeviceKinds
{
    /// <summary>The kinds that annex 1-5 counts, in its order.</summary>
    public static readonly IReadOnlyList<DeviceKind> Counted = [.. Enum.GetValues<DeviceKind>().Where(k => k <= DeviceKind.Router)];

    /// <summary>The kinds that can stand at an install position of form 1-1 and are waited for online: everything that reports for itself.</summary>
    public static readonly IReadOnlyList<DeviceKind> Installable = [.. Counted.Where(k => k <= DeviceKind.OtherDome)];

    /// <summary>Dome cameras of any place: one row of the receipt (annex 1-6).</summary>
    public static bool IsDome(this DeviceKind kind) => kind is DeviceKind.GateDome or DeviceKind.PitDome or DeviceKind.CraneDome
        or DeviceKind.SiteDome or DeviceKind.LivingAreaDome or DeviceKind.OtherDome;

    /// <summary>Cameras of any kind, which need a video test report.</summary>
    public static bool IsCamera(this DeviceKind kind) => kind.IsDome() || kind == DeviceKind.GatePlateCamera;
}
