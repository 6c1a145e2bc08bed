namespace Domain.Captures;

/// <summary>
/// 抓拍: what a gate camera saw of one vehicle passing, as the supplier's machine sent it. Never changed; the pictures lie in the file store
/// under their hashes.
/// </summary>
public sealed class Capture
{
    public const int RecordIdLength = 64;
    public const int GateLength = 20;
    public const int VehicleTypeLength = 30;
    public const int ManifestNumberLength = 40;
    public const int MaxImages = 3;

    /// <summary>Of one picture.</summary>
    public const int MaxImageBytes = 1024 * 1024;

    public long Id { get; private set; }

    /// <summary>The <see cref="Suppliers.SupplierKey"/> that sent it.</summary>
    public long SourceId { get; private set; }

    /// <summary>The sender's name for the record: unique per key, apart for test captures and real ones.</summary>
    public string RecordId { get; private set; } = "";

    /// <summary>Sent to try the connection; it counts nowhere.</summary>
    public bool Test { get; private set; }

    public long RegistrationId { get; private set; }

    /// <summary>The registration's device that took it, by direction and height; null when none is declared there.</summary>
    public long? DeviceId { get; private set; }

    public PassageDirection Direction { get; private set; }

    public CameraHeight Camera { get; private set; }

    /// <summary>门号, such as "1".</summary>
    public string Gate { get; private set; } = "";

    /// <summary>The passage's time to the millisecond, UTC: the low and the high camera of one passage carry the same.</summary>
    public DateTimeOffset CapturedAt { get; private set; }

    /// <summary>车牌号; null from a high camera, which reads none.</summary>
    public string? Plate { get; private set; }

    public PlateColor? PlateColor { get; private set; }

    public string? VehicleType { get; private set; }

    /// <summary>三联单编号 of the muck transport.</summary>
    public string? ManifestNumber { get; private set; }

    public IReadOnlyList<CapturedImage> Images { get; private set; } = [];

    public DateTimeOffset ReceivedAt { get; private set; }

    private Capture()
    {
    }

    public Capture(CaptureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        SourceId = facts.SourceId;
        RecordId = facts.RecordId;
        Test = facts.Test;
        RegistrationId = facts.RegistrationId;
        DeviceId = facts.DeviceId;
        Direction = facts.Direction;
        Camera = facts.Camera;
        Gate = facts.Gate;
        CapturedAt = facts.CapturedAt;
        Plate = facts.Plate;
        PlateColor = facts.PlateColor;
        VehicleType = facts.VehicleType;
        ManifestNumber = facts.ManifestNumber;
        Images = facts.Images;
        ReceivedAt = facts.ReceivedAt;
    }
}

/// <summary>A capture as it was checked and accepted.</summary>
public sealed record CaptureFacts
{
    public required long SourceId { get; init; }
    public required string RecordId { get; init; }
    public required bool Test { get; init; }
    public required long RegistrationId { get; init; }
    public required long? DeviceId { get; init; }
    public required PassageDirection Direction { get; init; }
    public required CameraHeight Camera { get; init; }
    public required string Gate { get; init; }
    public required DateTimeOffset CapturedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required IReadOnlyList<CapturedImage> Images { get; init; }
    public string? Plate { get; init; }
    public PlateColor? PlateColor { get; init; }
    public string? VehicleType { get; init; }
    public string? ManifestNumber { get; init; }
}

/// <summary>A picture of a capture.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Hash">Lower-case hex SHA-256 of its content, its name in the file store.</param>
/// <param name="Png">PNG by its content; otherwise JPEG.</param>
/// <param name="Bytes">Its size.</param>
public sealed record CapturedImage(ImageKind Kind, string Hash, bool Png, int Bytes);
