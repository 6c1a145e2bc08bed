using Domain.Devices;
using Domain.Files;

namespace Domain.Access;

/// <summary>What is filed with form 1-1 (S2 annex 1, section 3).</summary>
public enum AttachmentKind
{
    /// <summary>监控点位平面图.</summary>
    LayoutPlan,

    /// <summary>设备与网络结构拓扑图.</summary>
    Topology,

    /// <summary>视频监控检测报告和说明书.</summary>
    VideoTestReport,

    /// <summary>扬尘监测报告.</summary>
    DustReport,

    /// <summary>扬尘设备 CCEP 证书.</summary>
    DustCertificate,

    /// <summary>文明工地服务协议.</summary>
    ServiceAgreement,

    Other,
}

/// <summary>A file of an application; removed ones stay on record.</summary>
public sealed class AccessAttachment : UploadedFile
{
    public const long MaxBytes = 20L * 1024 * 1024;
    public const int MaxCount = 40;

    /// <summary>With the removed ones.</summary>
    public const int MaxCountEver = 200;

    public long ApplicationId { get; private set; }

    public AttachmentKind Kind { get; private set; }

    public string UploadedByName { get; private set; } = "";

    public DateTimeOffset? RemovedAt { get; private set; }

    private AccessAttachment()
    {
    }

    public AccessAttachment(AttachmentKind kind, Upload upload, string uploadedByName)
        : base(upload)
    {
        if (!Enum.IsDefined(kind)) throw new DomainException("field.required");
        (Kind, UploadedByName) = (kind, uploadedByName);
    }

    /// <summary>The same file for another application.</summary>
    internal AccessAttachment Again() => new(
        Kind,
        new Upload { FileName = FileName, ContentType = ContentType, Hash = Hash, Bytes = Bytes, UploadedBy = UploadedBy, UploadedAt = UploadedAt },
        UploadedByName);

    internal void Remove(DateTimeOffset at) => RemovedAt ??= at;

    /// <summary>
    /// The kinds that must be there. Plan, topology and agreement always; test reports and the CCEP certificate unless every model they
    /// would cover has been accepted from this supplier before, or no such device is declared.
    /// </summary>
    /// <param name="form">The form.</param>
    /// <param name="acceptedBefore"><see cref="TrackDecision.Key"/> of each model that the named supplier has had accepted.</param>
    public static IReadOnlyList<AttachmentKind> Required(AccessForm form, IReadOnlySet<string> acceptedBefore)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(acceptedBefore);
        bool NewModel(Func<DeviceKind, bool> kind) => form.Positions.Any(p =>
            p.Kind is { } k && kind(k) && !acceptedBefore.Contains(TrackDecision.Key(k, p.Brand, p.Model)));

        var required = new List<AttachmentKind> { AttachmentKind.LayoutPlan, AttachmentKind.Topology };
        if (NewModel(k => k.IsCamera())) required.Add(AttachmentKind.VideoTestReport);
        if (NewModel(k => k == DeviceKind.DustMonitor)) required.AddRange([AttachmentKind.DustReport, AttachmentKind.DustCertificate]);
        required.Add(AttachmentKind.ServiceAgreement);
        return required;
    }
}
