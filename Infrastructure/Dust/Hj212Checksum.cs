using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>The check value of a frame, as the instrument's variant makes it.</summary>
public static class Hj212Checksum
{
    private static readonly ushort[] Table = MakeTable();

    /// <param name="data">The data segment with its closing <c>&amp;&amp;</c>.</param>
    public static ushort Of(ReadOnlySpan<byte> data, Hj212Variant variant)
    {
        if (variant.CrcWithoutClosing && data.EndsWith("&&"u8)) data = data[..^2];
        var crc = variant.Crc == Hj212Crc.Modbus ? Modbus(data) : Standard(data);
        return variant.CrcSwapped ? (ushort)((crc << 8) | (crc >> 8)) : crc;
    }

    /// <summary>The register is shifted by a byte before the next comes in, so that its low half is lost: the standard says so.</summary>
    private static ushort Standard(ReadOnlySpan<byte> data)
    {
        ushort crc = 0xFFFF;
        foreach (var value in data) crc = Table[(crc >> 8) ^ value];
        return crc;
    }

    private static ushort Modbus(ReadOnlySpan<byte> data)
    {
        ushort crc = 0xFFFF;
        foreach (var value in data) crc = (ushort)((crc >> 8) ^ Table[(crc ^ value) & 0xFF]);
        return crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var value = 0; value < table.Length; value++)
        {
            var crc = (ushort)value;
            for (var bit = 0; bit < 8; bit++) crc = (ushort)((crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xA001);
            table[value] = crc;
        }

        return table;
    }
}
