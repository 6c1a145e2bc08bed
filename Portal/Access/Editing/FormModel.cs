using Domain.Access;
using Domain.Devices;

namespace Portal.Access.Editing;

/// <summary>Form 1-1 while it is filled in, with the opinion that the project manager signs it with.</summary>
public sealed class FormModel
{
    public string? ProjectManagerName { get; set; }

    public string? ProjectManagerPhone { get; set; }

    public long? SupplierId { get; set; }

    public string? SiteAdministratorName { get; set; }

    public string? SiteAdministratorPhone { get; set; }

    public string? LiaisonName { get; set; }

    public string? LiaisonPhone { get; set; }

    public string? LiaisonEmail { get; set; }

    public decimal? BandwidthUp { get; set; }

    public decimal? BandwidthDown { get; set; }

    public DateOnly? VideoInstallationDate { get; set; }

    public string? SiteSituation { get; set; }

    public IList<PositionModel> Positions { get; set; } = [];

    /// <summary>Not part of the form: kept apart, per person.</summary>
    public string? Opinion { get; set; }

    /// <summary>Takes over another state of the form; the opinion stays.</summary>
    public void Read(AccessForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        ProjectManagerName = form.ProjectManagerName;
        ProjectManagerPhone = form.ProjectManagerPhone;
        SupplierId = form.SupplierId;
        SiteAdministratorName = form.SiteAdministratorName;
        SiteAdministratorPhone = form.SiteAdministratorPhone;
        LiaisonName = form.LiaisonName;
        LiaisonPhone = form.LiaisonPhone;
        LiaisonEmail = form.LiaisonEmail;
        BandwidthUp = form.BandwidthUp;
        BandwidthDown = form.BandwidthDown;
        VideoInstallationDate = form.VideoInstallationDate;
        SiteSituation = form.SiteSituation;
        Positions = [.. form.Positions.Select(PositionModel.Of)];
    }

    public AccessForm ToForm() => new()
    {
        ProjectManagerName = ProjectManagerName,
        ProjectManagerPhone = ProjectManagerPhone,
        SupplierId = SupplierId,
        SiteAdministratorName = SiteAdministratorName,
        SiteAdministratorPhone = SiteAdministratorPhone,
        LiaisonName = LiaisonName,
        LiaisonPhone = LiaisonPhone,
        LiaisonEmail = LiaisonEmail,
        BandwidthUp = BandwidthUp,
        BandwidthDown = BandwidthDown,
        VideoInstallationDate = VideoInstallationDate,
        SiteSituation = SiteSituation,
        Positions = [.. Positions.Select(p => p.ToPosition())],
    };
}

/// <summary>One install position while it is filled in; the object is its identity when rows move.</summary>
public sealed class PositionModel
{
    public string? Position { get; set; }

    public DeviceKind? Kind { get; set; }

    public string? Brand { get; set; }

    public string? Model { get; set; }

    public string? SimNumber { get; set; }

    public string? IpAddress { get; set; }

    public static PositionModel Of(InstallPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new PositionModel
        {
            Position = position.Position,
            Kind = position.Kind,
            Brand = position.Brand,
            Model = position.Model,
            SimNumber = position.SimNumber,
            IpAddress = position.IpAddress,
        };
    }

    /// <summary>Another one of the same device. Card and address belong to one device alone, so they stay empty.</summary>
    public PositionModel Another() => new() { Position = Position, Kind = Kind, Brand = Brand, Model = Model };

    public bool Empty => Kind is null && new[] { Position, Brand, Model, SimNumber, IpAddress }.All(string.IsNullOrWhiteSpace);

    public InstallPosition ToPosition() => new()
    {
        Position = Position,
        Kind = Kind,
        Brand = Brand,
        Model = Model,
        SimNumber = SimNumber,
        IpAddress = IpAddress,
    };
}
