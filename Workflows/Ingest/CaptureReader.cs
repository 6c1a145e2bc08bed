using System.Text.Json;
using Domain.Captures;
using Domain.Ingest;
using Infrastructure.Files;

namespace Workflows.Ingest;

/// <summary>Reads one record of captures or test-captures.</summary>
internal static class CaptureReader
{
    /// <summary>Base64 of the largest picture, every character of it escaped as some writers do with the slash.</summary>
    private const int LongestImageText = (((Capture.MaxImageBytes + 2) / 3) * 4 * 2) + 4;

    public static CaptureDraft Read(ref Utf8JsonReader reader)
    {
        var record = new CaptureDraft();
        if (!RecordFields.TryEnter(ref reader, record)) return record;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "recordId"u8)) record.RecordId = JsonFields.Text(ref reader, record, "recordId", Capture.RecordIdLength);
            else if (Is(ref reader, "plate"u8)) record.Plate = JsonFields.Text(ref reader, record, "plate", UploadLimits.MaxPlateLength);
            else if (Is(ref reader, "plateColor"u8)) record.PlateColor = JsonFields.Word<PlateColor>(ref reader, record, "plateColor", UploadWords.PlateColors);
            else if (Is(ref reader, "direction"u8)) record.Direction = JsonFields.Word<PassageDirection>(ref reader, record, "direction", UploadWords.Directions);
            else if (Is(ref reader, "vehicleType"u8)) record.VehicleType = JsonFields.Text(ref reader, record, "vehicleType", Capture.VehicleTypeLength);
            else if (Is(ref reader, "capturedAt"u8)) record.CapturedAt = ToMillisecond(JsonFields.Moment(ref reader, record, "capturedAt"));
            else if (Is(ref reader, "gate"u8)) record.Gate = JsonFields.Text(ref reader, record, "gate", Capture.GateLength);
            else if (Is(ref reader, "camera"u8)) record.Camera = JsonFields.Word<CameraHeight>(ref reader, record, "camera", UploadWords.Cameras);
            else if (Is(ref reader, "manifestNumber"u8)) record.ManifestNumber = JsonFields.Text(ref reader, record, "manifestNumber", Capture.ManifestNumberLength);
            else if (Is(ref reader, "images"u8)) ReadImages(ref reader, record);
            else reader.Skip();
        }

        return record;
    }

    private static void ReadImages(ref Utf8JsonReader reader, CaptureDraft record)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            JsonFields.Invalid<object>(ref reader, record, "images");
            return;
        }

        record.Images.Clear();
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count == Capture.MaxImages) record.Reject("images", "too-many", $"{Capture.MaxImages}");
            if (record.Rejection is not null || reader.TokenType != JsonTokenType.StartObject) JsonFields.Invalid<object>(ref reader, record, "images");
            else if (ReadImage(ref reader, record) is { } image) record.Images.Add(image);
            else record.Reject("images", Rejection.Rules.Invalid);
        }
    }

    private static ImageDraft? ReadImage(ref Utf8JsonReader reader, RecordDraft record)
    {
        ImageKind? kind = null;
        byte[]? content = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "kind"u8)) kind = JsonFields.Word<ImageKind>(ref reader, record, "images", UploadWords.ImageKinds);
            else if (Is(ref reader, "data"u8)) content = Content(ref reader, record);
            // contentType is passed over: what a picture is, its bytes say.
            else reader.Skip();
        }

        if (kind is null || content is null) return null;
        switch (FileKinds.PictureIn(content))
        {
            case FileKind.Jpeg: return new ImageDraft(kind.Value, Png: false, content);
            case FileKind.Png: return new ImageDraft(kind.Value, Png: true, content);
            default:
                record.Reject("images", "not-a-picture");
                return null;
        }
    }

    private static byte[]? Content(ref Utf8JsonReader reader, RecordDraft record)
    {
        if (reader.TokenType != JsonTokenType.String) return JsonFields.Invalid<byte[]>(ref reader, record, "images");
        byte[]? content = null;
        if (reader.ValueSpan.Length <= LongestImageText && !reader.TryGetBytesFromBase64(out content)) return JsonFields.Invalid<byte[]>(ref reader, record, "images");
        if (content is { Length: <= Capture.MaxImageBytes }) return content;
        record.Reject("images", "too-large", $"{Capture.MaxImageBytes / (1024 * 1024)}");
        return null;
    }

    /// <summary>Two cameras of one passage are matched by the millisecond; what is finer would part them.</summary>
    private static DateTimeOffset? ToMillisecond(DateTimeOffset? moment) =>
        moment is { } at ? new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => RecordFields.Is(ref reader, name);
}
