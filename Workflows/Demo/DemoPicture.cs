using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workflows.Demo;

/// <summary>
/// Draws what a gate camera might have seen: a truck of some colour, with the overlay that S0 wants as far as Latin letters go. PNG,
/// since flat colours need no more than a kilobyte of it.
/// </summary>
internal static class DemoPicture
{
    private const int Width = 320;
    private const int Height = 180;
    private const int Columns = 5;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-.";

    /// <summary>For each of <see cref="Letters"/> five columns of seven dots, the lowest bit on top.</summary>
    private static readonly byte[] Dots = Convert.FromHexString(
        "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930" + "0171090503" + "3649494936" + "064949291E"
        + "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A" + "7F0808087F" + "00417F4100" + "2040413F01" + "7F08142241"
        + "7F40404040" + "7F020C027F" + "7F0408107F" + "3E4141413E" + "7F09090906" + "3E4151215E" + "7F09192946" + "4649494931" + "01017F0101" + "3F4040403F" + "1F2040201F"
        + "3F4038403F" + "6314081463" + "0708700807" + "6151494543" + "0036360000" + "0808080808" + "0060600000");

    /// <summary>Sky, ground, wheels, glass, white, and six paints.</summary>
    private static readonly byte[] Palette = Convert.FromHexString("9FB4C7" + "6E6A63" + "202020" + "BFD9EA" + "FFFFFF" + "C8452E" + "D9A514" + "2F6FB0" + "3C8A4E" + "8A8F96" + "5B4A9E");

    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++) c = (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ (c >> 1);
        return c;
    })];

    /// <param name="seed">Another one, another truck.</param>
    /// <param name="above">Seen from above, where no plate is.</param>
    /// <param name="lines">Written into the picture; what has no Latin form is left out.</param>
    public static byte[] Draw(int seed, bool above, params IReadOnlyList<string> lines)
    {
        var pixels = new byte[Width * Height];
        Fill(pixels, 0, 110, Width, 70, 1);
        var (x, paint) = (30 + (seed * 17 % 90), (byte)(5 + (seed % 6)));
        if (above)
        {
            Fill(pixels, x, 50, 170, 84, paint);
            Fill(pixels, x + 8, 58, 120, 68, 1);
            Fill(pixels, x + 138, 58, 22, 68, 3);
        }
        else
        {
            Fill(pixels, x, 62, 116, 66, paint);
            Fill(pixels, x + 122, 80, 46, 48, paint);
            Fill(pixels, x + 138, 86, 24, 18, 3);
            foreach (var wheel in new[] { 12, 44, 130 }) Fill(pixels, x + wheel, 122, 22, 22, 2);
            Fill(pixels, x + 148, 118, 26, 8, 6);
        }

        for (var i = 0; i < lines.Count; i++) Write(pixels, lines[i], 8, 8 + (i * 11));
        return Encode(pixels);
    }

    private static void Fill(byte[] pixels, int left, int top, int width, int height, byte colour)
    {
        for (var y = top; y < Math.Min(top + height, Height); y++) pixels.AsSpan((y * Width) + left, Math.Min(width, Width - left)).Fill(colour);
    }

    private static void Write(byte[] pixels, string text, int left, int top)
    {
        foreach (var letter in text.Where(c => c == ' ' || Letters.Contains(c, StringComparison.Ordinal)))
        {
            var at = Letters.IndexOf(letter, StringComparison.Ordinal);
            for (var column = 0; at >= 0 && column < Columns; column++)
                for (var row = 0; row < 7; row++)
                    if ((Dots[(at * Columns) + column] >> row & 1) == 1) pixels[((top + row) * Width) + left + column] = 4;
            if ((left += Columns + 1) > Width - Columns) return;
        }
    }

    private static byte[] Encode(byte[] pixels)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], Height);
        // Eight bits a pixel, which are numbers of the palette.
        (head[8], head[9]) = (8, 3);
        Chunk(png, "IHDR", head);
        Chunk(png, "PLTE", Palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels, y * Width, Width);
            }
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        png.Write(body);
        var crc = uint.MaxValue;
        foreach (var b in body) crc = Crc[(crc ^ b) & 0xFF] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        png.Write(number);
    }
}
