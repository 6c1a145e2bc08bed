using System.Text.Json;
using System.Text.Unicode;
using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>
/// Reads the body of an upload in one pass over its bytes: no tree is built, so a body costs no more memory than the records in it. What is
/// wrong inside a record refuses that record; what is no JSON, or has no records, refuses the body.
/// </summary>
internal static class UploadReader
{
    /// <summary>Of objects and lists in each other; the contract needs five.</summary>
    private const int MaxDepth = 16;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The upload, or the refusal of the whole body.</summary>
    public static (Upload? Upload, Refusal? Refusal) Read(UploadKind kind, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        // A mark that some editors and libraries put in front; it means nothing.
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (!Utf8.IsValid(body)) return (null, Refusal.NotUtf8);
        var upload = new Upload { Kind = kind };
        try
        {
            var reader = new Utf8JsonReader(body, Options);
            var refusal = ReadBody(ref reader, upload, now);
            return refusal is null ? (upload, null) : (null, refusal);
        }
        catch (JsonException)
        {
            return (null, Refusal.Malformed);
        }
    }

    private static Refusal? ReadBody(ref Utf8JsonReader reader, Upload upload, DateTimeOffset now)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Refusal.Malformed;
        var listed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("records"u8))
            {
                reader.Read();
                listed = reader.TokenType == JsonTokenType.StartArray;
                upload.Records.Clear();
                if (!listed) reader.Skip();
                else if (!ReadRecords(ref reader, upload, now)) return Refusal.TooManyRecords;
            }
            else if (upload.OfCaptures && reader.ValueTextEquals("accessNumber"u8))
            {
                reader.Read();
                upload.AccessNumber = JsonFields.TextOrNull(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Whatever stands behind the object makes this throw.
        reader.Read();
        if (!listed || upload.Records.Count == 0) return Refusal.RecordsMissing;
        return upload.OfCaptures && upload.AccessNumber is null ? Refusal.AccessNumberMissing : null;
    }

    private static bool ReadRecords(ref Utf8JsonReader reader, Upload upload, DateTimeOffset now)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (upload.Records.Count == UploadLimits.MaxRecords) return false;
            RecordDraft record = upload.Kind switch
            {
                UploadKind.DeviceStatus => StatusReader.Read(ref reader),
                UploadKind.DustReadings => DustReader.Read(ref reader),
                _ => CaptureReader.Read(ref reader),
            };
            record.Complete(now);
            upload.Records.Add(record);
        }

        return true;
    }
}
