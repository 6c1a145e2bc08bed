using System.Text.Json;
using Domain.Ingest;
using Domain.Values;

namespace Workflows.Ingest;

/// <summary>What the readers of all kinds of records share.</summary>
internal static class RecordFields
{
    /// <summary>Steps into the record; one that is no object is refused and passed over.</summary>
    public static bool TryEnter(ref Utf8JsonReader reader, RecordDraft record)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        record.Reject("record", Rejection.Rules.Invalid);
        return false;
    }

    /// <summary>Whether the property is the named one; if so, the reader stands on its value.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name)) return false;
        reader.Read();
        return true;
    }

    public static string? DeviceCode(ref Utf8JsonReader reader, RecordDraft record)
    {
        if (JsonFields.Text(ref reader, record, "deviceCode", Gb28181Code.Length) is not { } text) return null;
        if (Gb28181Code.TryParse(text, out _)) return text;
        record.Reject("deviceCode", Rejection.Rules.Invalid);
        return null;
    }
}
