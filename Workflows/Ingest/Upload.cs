using Domain.Captures;
using Domain.Devices;
using Domain.Dust;
using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>The body of an upload, read: its records, each with what is wrong with it by itself.</summary>
internal sealed class Upload
{
    public required UploadKind Kind { get; init; }

    /// <summary>Captures only.</summary>
    public string? AccessNumber { get; set; }

    public List<RecordDraft> Records { get; } = [];

    public bool OfCaptures => Kind is UploadKind.Captures or UploadKind.TestCaptures;
}

/// <summary>A record as it was sent. Its fields are right when <see cref="Rejection"/> is null.</summary>
internal abstract class RecordDraft
{
    /// <summary>Null where it is missing or cannot be one.</summary>
    public string? RecordId { get; set; }

    /// <summary>What is wrong with it; the first finding stays.</summary>
    public Rejection? Rejection { get; private set; }

    public void Reject(string field, string rule, params IReadOnlyList<string> arguments) => Reject(new Rejection(field, rule, arguments));

    public void Reject(Rejection? rejection) => Rejection ??= rejection;

    /// <summary>Refuses the record if a required field has no value and nothing else was wrong.</summary>
    protected void Require(string field, object? value)
    {
        if (value is null) Reject(field, Rejection.Rules.Missing);
    }

    /// <summary>Checks what can be checked without asking the database, after all fields were read.</summary>
    public abstract void Complete(DateTimeOffset now);

    protected void RequireMoment(string field, DateTimeOffset? moment, DateTimeOffset now)
    {
        Require(field, moment);
        if (moment is { } at && !SendingWindow.Holds(at, now)) Reject(field, Rejection.Rules.OutOfRange);
    }
}

internal sealed class CaptureDraft : RecordDraft
{
    public string? Plate { get; set; }
    public PlateColor? PlateColor { get; set; }
    public PassageDirection? Direction { get; set; }
    public CameraHeight? Camera { get; set; }
    public DateTimeOffset? CapturedAt { get; set; }
    public string? Gate { get; set; }
    public string? VehicleType { get; set; }
    public string? ManifestNumber { get; set; }
    public List<ImageDraft> Images { get; } = [];

    /// <summary>What the pictures became in the file store; null until they are there.</summary>
    public IReadOnlyList<CapturedImage>? Stored { get; set; }

    public override void Complete(DateTimeOffset now)
    {
        Require("recordId", RecordId);
        Require("direction", Direction);
        Require("camera", Camera);
        Require("gate", Gate);
        RequireMoment("capturedAt", CapturedAt, now);
        if (Camera is { } camera) Reject(PlateRule.Problem(camera, Plate, PlateColor));
        if (Rejection is null && Images.Count == 0) Stored = [];
    }
}

/// <summary>A picture as it was sent.</summary>
internal sealed record ImageDraft(ImageKind Kind, bool Png, byte[] Content);

internal sealed class StatusDraft : RecordDraft
{
    public string? DeviceCode { get; set; }
    public DateTimeOffset? At { get; set; }
    public bool? Online { get; set; }
    public StreamSize? MainStream { get; set; }
    public StreamSize? SubStream { get; set; }
    public int? SignalMs { get; set; }
    public string? Message { get; set; }

    public override void Complete(DateTimeOffset now)
    {
        Require("recordId", RecordId);
        Require("deviceCode", DeviceCode);
        Require("online", Online);
        RequireMoment("at", At, now);
    }
}

internal sealed class DustDraft : RecordDraft
{
    private readonly double?[] _values = new double?[DustQuantities.All.Count];

    public string? DeviceCode { get; set; }
    public DateTimeOffset? At { get; set; }

    /// <summary>In the quantity's unit; null where nothing was measured.</summary>
    public double? this[DustQuantity quantity]
    {
        get => _values[(int)quantity];
        set => _values[(int)quantity] = value;
    }

    public override void Complete(DateTimeOffset now)
    {
        Require("recordId", RecordId);
        Require("deviceCode", DeviceCode);
        RequireMoment("at", At, now);
        if (Array.TrueForAll(_values, value => value is null)) Reject("reading", Rejection.Rules.Missing);
    }
}
