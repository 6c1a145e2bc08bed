using System.Globalization;
using System.Text;
using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>A frame as it may be kept and shown: printable, and without the password.</summary>
public static class Hj212Text
{
    public static string Of(ReadOnlySpan<byte> frame)
    {
        var text = new StringBuilder(Math.Min(frame.Length, DustFrame.TextLength) + 16);
        var hidden = false;
        for (var i = 0; i < frame.Length && text.Length < DustFrame.TextLength; i++)
        {
            var value = frame[i];
            if (value is (byte)';' or (byte)'&') hidden = false;
            if (hidden) text.Append('*');
            else if (value is >= 0x20 and < 0x7F) text.Append((char)value);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
            if (value == '=' && frame[..(i + 1)].EndsWith("PW="u8)) hidden = true;
        }

        return text.ToString();
    }
}
