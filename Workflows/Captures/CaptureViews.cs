using Domain.Captures;
using Workflows.Lists;

namespace Workflows.Captures;

/// <summary>Which captures are asked for; the newest come first.</summary>
public sealed record CaptureQuery
{
    /// <summary>First moment of the passage, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to this moment, exclusive, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>One point.</summary>
    public long? RegistrationId { get; init; }

    /// <summary>Part of the access number or of the site's name.</summary>
    public string? Point { get; init; }

    /// <summary>The plate, or its beginning with * behind it.</summary>
    public string? Plate { get; init; }

    /// <summary>三联单编号, whole.</summary>
    public string? ManifestNumber { get; init; }

    public PassageDirection? Direction { get; init; }
    public CameraHeight? Camera { get; init; }

    /// <summary>Test captures instead of real ones.</summary>
    public bool Test { get; init; }

    public SliceRequest Slice { get; init; } = new();
}

/// <summary>A row of the list; members as in <see cref="Capture"/>.</summary>
/// <param name="Matched">Whether the gate's other camera caught the same passage.</param>
public sealed record CaptureRow(
    long Id, DateTimeOffset CapturedAt, long RegistrationId, string AccessNumber, string SiteName, PassageDirection Direction, CameraHeight Camera, string Gate,
    string? Plate, PlateColor? PlateColor, string? VehicleType, string? ManifestNumber, bool Matched);

/// <summary>A capture in full.</summary>
/// <param name="Row">What the list says.</param>
/// <param name="DeviceCode">国标号 of the camera; null when it is not known which one it was.</param>
/// <param name="Images">Its pictures.</param>
/// <param name="Others">What the gate's other camera caught of the passage; empty where it caught nothing.</param>
public sealed record CaptureView(
    CaptureRow Row, string RecordId, bool Test, DateTimeOffset ReceivedAt, string SiteAddress, string? DeviceCode, IReadOnlyList<CapturedImage> Images,
    IReadOnlyList<MatchedCapture> Others);

/// <summary>A capture of the same passage by the other camera.</summary>
public sealed record MatchedCapture(long Id, CameraHeight Camera, string? Plate, IReadOnlyList<CapturedImage> Images);
