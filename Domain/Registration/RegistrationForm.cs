using Domain.Devices;
using Domain.Values;

namespace Domain.Registration;

/// <summary>
/// What the contractor fills in (S0 section 2): the site, the point and its devices. All may be empty while it is a draft; what must be there is
/// decided by <see cref="RegistrationRules"/>.
/// </summary>
public sealed record RegistrationForm
{
    public const int PointNameLength = Device.PositionLength;
    public const int PersonLength = 50;
    public const int PhoneLength = 30;
    public const int RemarksLength = 500;
    public const int DeclaredNumberLength = 20;
    public const int MaxDeclared = 10;
    public const int MaxDevices = 100;

    /// <summary>What a draft keeps of any short text, too long or not.</summary>
    public const int DraftTextLength = 300;

    public PointType Type { get; init; }

    public SiteOrigin Origin { get; init; }

    /// <summary>所属区划 of the declared sites.</summary>
    public string? DeclaredRegion { get; init; }

    /// <summary>Their numbers with the one-stop service: several declarations may belong to one site.</summary>
    public IReadOnlyList<string> DeclaredNumbers { get; init; } = [];

    /// <summary>The muck site of this contractor that is there already.</summary>
    public long? KnownSiteId { get; init; }

    /// <summary>The site as filled in by hand.</summary>
    public MuckSiteForm Site { get; init; } = new();

    /// <summary>点位名称.</summary>
    public string? PointName { get; init; }

    /// <summary>站点联系人.</summary>
    public string? ContactName { get; init; }

    public string? ContactPhone { get; init; }

    public long? SupplierId { get; init; }

    /// <summary>Of the point, in degrees of WGS-84.</summary>
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public string? Remarks { get; init; }

    public IReadOnlyList<RegisteredDevice> Devices { get; init; } = [];

    /// <summary>Null while it is not given, or nowhere on earth.</summary>
    public Wgs84Point? Position() => PositionOf(Longitude, Latitude);

    internal static Wgs84Point? PositionOf(double? longitude, double? latitude) =>
        longitude is { } east && latitude is { } north && Wgs84Point.TryCreate(east, north, out var point) ? point : null;
}

/// <summary>A device of the form.</summary>
public sealed record RegisteredDevice
{
    public const int ParametersLength = 300;

    /// <summary>The <see cref="Device"/> that it became; null before the first complete save.</summary>
    public long? DeviceId { get; init; }

    public DeviceKind? Kind { get; init; }

    /// <summary>设备国标号.</summary>
    public string? Code { get; init; }

    /// <summary>Degrees of WGS-84.</summary>
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    public string? Brand { get; init; }

    public string? Model { get; init; }

    /// <summary>相关参数.</summary>
    public string? Parameters { get; init; }

    /// <summary>设备照片: a <see cref="RegistrationFile"/>.</summary>
    public long? PhotoId { get; init; }

    /// <summary>安装场景照片.</summary>
    public long? ScenePhotoId { get; init; }

    /// <summary>安装合同.</summary>
    public long? ContractId { get; init; }

    /// <summary>The distance from the point, in whole metres, that a person has confirmed although it is large; only that distance.</summary>
    public int? ConfirmedDistance { get; init; }

    /// <summary>The code that a person has confirmed although it looks wrong; only that code.</summary>
    public string? ConfirmedCode { get; init; }

    /// <summary>Null while it is not given, or nowhere on earth.</summary>
    public Wgs84Point? Position() => RegistrationForm.PositionOf(Longitude, Latitude);
}
