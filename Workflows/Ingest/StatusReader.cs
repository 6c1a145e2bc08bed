using System.Text.Json;
using Domain.Devices;
using Domain.Ingest;

namespace Workflows.Ingest;

/// <summary>Reads one record of device-status.</summary>
internal static class StatusReader
{
    public static StatusDraft Read(ref Utf8JsonReader reader)
    {
        var record = new StatusDraft();
        if (!RecordFields.TryEnter(ref reader, record)) return record;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "recordId"u8)) record.RecordId = JsonFields.Text(ref reader, record, "recordId", DeviceStatusReport.RecordIdLength);
            else if (Is(ref reader, "deviceCode"u8)) record.DeviceCode = RecordFields.DeviceCode(ref reader, record);
            else if (Is(ref reader, "at"u8)) record.At = JsonFields.Moment(ref reader, record, "at");
            else if (Is(ref reader, "online"u8)) record.Online = JsonFields.Flag(ref reader, record, "online");
            else if (Is(ref reader, "mainStream"u8)) record.MainStream = Stream(ref reader, record, "mainStream");
            else if (Is(ref reader, "subStream"u8)) record.SubStream = Stream(ref reader, record, "subStream");
            else if (Is(ref reader, "signalMs"u8)) record.SignalMs = JsonFields.Whole(ref reader, record, "signalMs", 0, UploadLimits.MaxSignalMs);
            else if (Is(ref reader, "message"u8)) record.Message = JsonFields.Text(ref reader, record, "message", DeviceStatusReport.MessageLength);
            else reader.Skip();
        }

        return record;
    }

    private static StreamSize? Stream(ref Utf8JsonReader reader, RecordDraft record, string field)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartObject) return JsonFields.Invalid<StreamSize>(ref reader, record, field);
        int? width = null, height = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "width"u8)) width = JsonFields.Whole(ref reader, record, field, 1, UploadLimits.MaxPixels);
            else if (Is(ref reader, "height"u8)) height = JsonFields.Whole(ref reader, record, field, 1, UploadLimits.MaxPixels);
            else reader.Skip();
        }

        if (width is { } w && height is { } h) return new StreamSize(w, h);
        record.Reject(field, Rejection.Rules.Invalid);
        return null;
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => RecordFields.Is(ref reader, name);
}
