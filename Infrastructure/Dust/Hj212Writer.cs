using System.Buffers;
using System.Globalization;
using System.Text;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>Writes a message as a frame, in the standard's order of fields.</summary>
public static class Hj212Writer
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(";,&#\r\n");

    /// <exception cref="ArgumentException">A name or value holds what separates fields, or the data are longer than the variant allows.</exception>
    public static byte[] Frame(Hj212Message message, Hj212Variant variant)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(variant);
        var data = Encoding.Latin1.GetBytes(Data(message));
        var announced = data.Length + variant.LengthSurplus;
        if (data.Length > variant.MaxData || announced is < 0 or > Hj212Variant.LongestData)
            throw new ArgumentException($"{data.Length} bytes of data do not fit into a frame.", nameof(message));
        var head = announced.ToString(variant.LengthUnpadded ? "0" : "0000", CultureInfo.InvariantCulture);
        var tail = Hj212Checksum.Of(data, variant).ToString("X4", CultureInfo.InvariantCulture);
        return [.. "##"u8, .. Encoding.ASCII.GetBytes(head), .. data, .. Encoding.ASCII.GetBytes(tail), .. "\r\n"u8];
    }

    private static string Data(Hj212Message message)
    {
        var text = new StringBuilder(256);
        Head(text, "QN", message.Qn);
        Head(text, "ST", message.St);
        Head(text, "CN", message.Cn);
        Head(text, "PW", message.Pw);
        Head(text, "MN", message.Mn);
        Head(text, "Flag", message.Flag is { } flag ? Hj212Message.Number(flag) : null);
        Head(text, "PNUM", message.PacketCount is { } count ? Hj212Message.Number(count) : null);
        Head(text, "PNO", message.PacketNumber is { } number ? Hj212Message.Number(number) : null);
        foreach (var other in message.Others) Head(text, other.Name, other.Value);
        text.Append("CP=&&");
        for (var i = 0; i < message.Parameters.Count; i++)
        {
            var (group, name, value) = message.Parameters[i];
            if (i > 0) text.Append(group == message.Parameters[i - 1].Group ? ',' : ';');
            Field(text, name, value);
        }

        return text.Append("&&").ToString();
    }

    private static void Head(StringBuilder text, string name, string? value)
    {
        if (value is null) return;
        Field(text, name, value);
        text.Append(';');
    }

    private static void Field(StringBuilder text, string name, string value)
    {
        if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || Separates(name) || Separates(value))
            throw new ArgumentException($"'{name}={value}' cannot be written as a field.", nameof(value));
        text.Append(name).Append('=').Append(value);
    }

    private static bool Separates(string text) => text.AsSpan().ContainsAny(Separators) || text.Any(c => c > 0xFF);
}
