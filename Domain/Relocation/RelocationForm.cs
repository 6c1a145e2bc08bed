using Domain.Devices;

namespace Domain.Relocation;

/// <summary>
/// What the contractor fills in on the form of annex 2. Everything may be empty while it is a draft; what must be there is decided by
/// <see cref="RelocationRules"/>. The site's name stands on the site, the opinions of contractor, county, operator and city in the case's history.
/// </summary>
public sealed record RelocationForm
{
    public const int NameLength = 50;
    public const int PhoneLength = 30;
    public const int SituationLength = 2000;
    public const int OpinionLength = 1000;
    public const int MaxPoints = 200;

    /// <summary>What a draft keeps of any short text, too long or not.</summary>
    public const int DraftTextLength = 200;

    /// <summary>施工单位联系人.</summary>
    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    /// <summary>视频监控安装日期.</summary>
    public DateOnly? VideoInstallationDate { get; init; }

    /// <summary>工地情况说明: the site's situation, and why it is necessary.</summary>
    public string? SiteSituation { get; init; }

    /// <summary>Relocation: the last day on which the devices need not be online yet (Shanghai).</summary>
    public DateOnly? ReconnectionDate { get; init; }

    /// <summary>监理单位意见, as the supervision unit gave it on paper: it has no step in this chain.</summary>
    public string? SupervisorOpinion { get; init; }

    /// <summary>总监/专监 who signed that opinion.</summary>
    public string? SupervisorName { get; init; }

    public DateOnly? SupervisorDate { get; init; }

    /// <summary>申请移位/拆除监控点位置及数量.</summary>
    public IReadOnlyList<RelocationPoint> Points { get; init; } = [];
}

/// <summary>A device of the site that the form is about.</summary>
public sealed record RelocationPoint
{
    public required long DeviceId { get; init; }

    /// <summary>Relocation: where it stands afterwards.</summary>
    public string? NewPosition { get; init; }

    /// <summary>Relocation of a dome camera: what it is at its new place, such as no longer one of a tower crane; null for the same.</summary>
    public DeviceKind? NewKind { get; init; }
}
