using System.Text;
using System.Text.Json;
using Domain.Dust;

namespace Workflows.Ingest;

/// <summary>Reads one record of dust-readings.</summary>
internal static class DustReader
{
    private static readonly (DustQuantity Quantity, string Name, byte[] Utf8)[] Quantities =
        [.. DustQuantities.All.Select(quantity => (quantity, quantity.ApiName(), Encoding.UTF8.GetBytes(quantity.ApiName())))];

    public static DustDraft Read(ref Utf8JsonReader reader)
    {
        var record = new DustDraft();
        if (!RecordFields.TryEnter(ref reader, record)) return record;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (RecordFields.Is(ref reader, "recordId"u8)) record.RecordId = JsonFields.Text(ref reader, record, "recordId", DustReading.RecordIdLength);
            else if (RecordFields.Is(ref reader, "deviceCode"u8)) record.DeviceCode = RecordFields.DeviceCode(ref reader, record);
            else if (RecordFields.Is(ref reader, "at"u8)) record.At = JsonFields.Moment(ref reader, record, "at");
            else if (!TryReadQuantity(ref reader, record)) reader.Skip();
        }

        return record;
    }

    private static bool TryReadQuantity(ref Utf8JsonReader reader, DustDraft record)
    {
        foreach (var (quantity, name, utf8) in Quantities)
        {
            if (!RecordFields.Is(ref reader, utf8)) continue;
            record[quantity] = JsonFields.Number(ref reader, record, name);
            return true;
        }

        return false;
    }
}
