using Domain.Devices;
using Domain.Relocation;

namespace Portal.Relocation.Editing;

/// <summary>What the form is bound to.</summary>
public sealed class RelocationModel
{
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public DateOnly? VideoInstallationDate { get; set; }
    public string? SiteSituation { get; set; }
    public DateOnly? ReconnectionDate { get; set; }
    public string? SupervisorOpinion { get; set; }
    public string? SupervisorName { get; set; }
    public DateOnly? SupervisorDate { get; set; }

    /// <summary>The chosen devices.</summary>
    public IList<PointModel> Points { get; set; } = [];

    /// <summary>What it is signed with; not part of the stored form.</summary>
    public string? Opinion { get; set; }

    public static RelocationModel Of(RelocationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new RelocationModel
        {
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
            VideoInstallationDate = form.VideoInstallationDate,
            SiteSituation = form.SiteSituation,
            ReconnectionDate = form.ReconnectionDate,
            SupervisorOpinion = form.SupervisorOpinion,
            SupervisorName = form.SupervisorName,
            SupervisorDate = form.SupervisorDate,
            Points = [.. form.Points.Select(p => new PointModel { DeviceId = p.DeviceId, NewPosition = p.NewPosition, NewKind = p.NewKind })],
        };
    }

    public RelocationForm ToForm() => new()
    {
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        VideoInstallationDate = VideoInstallationDate,
        SiteSituation = SiteSituation,
        ReconnectionDate = ReconnectionDate,
        SupervisorOpinion = SupervisorOpinion,
        SupervisorName = SupervisorName,
        SupervisorDate = SupervisorDate,
        Points = [.. Points.Select(p => new RelocationPoint { DeviceId = p.DeviceId, NewPosition = p.NewPosition, NewKind = p.NewKind })],
    };
}

/// <summary>A chosen device.</summary>
public sealed class PointModel
{
    public long DeviceId { get; set; }
    public string? NewPosition { get; set; }
    public DeviceKind? NewKind { get; set; }
}
