using System.Text;

namespace Infrastructure.Files;

/// <summary>Tells by its content what a file is. Null means: none of the kinds the portal takes.</summary>
internal static class FileDetection
{
    private const int HeadLength = 4096;

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    /// <param name="content">Readable and seekable; left at no particular position.</param>
    public static FileKind? Detect(Stream content)
    {
        var buffer = new byte[HeadLength];
        content.Position = 0;
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));

        if (head.StartsWith("%PDF-"u8)) return FileKind.Pdf;
        if (DetectPicture(head) is { } picture) return picture;
        if (IsDwg(head)) return FileKind.Dwg;
        if (IsDxf(head)) return FileKind.Dxf;
        if (head.StartsWith("PK\x03\x04"u8)) return OfficePackage.Detect(content);
        return head.StartsWith(CompoundFile.Signature) ? CompoundFile.Detect(content) : null;
    }

    /// <summary>For those who take pictures alone and have the content in hand.</summary>
    public static FileKind? DetectPicture(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Jpeg)) return FileKind.Jpeg;
        return content.StartsWith(Png) ? FileKind.Png : null;
    }

    /// <summary>"AC10" and the two digits of the release, R9 to the present.</summary>
    private static bool IsDwg(ReadOnlySpan<byte> head) =>
        head.Length > 6 && head.StartsWith("AC10"u8) && char.IsAsciiDigit((char)head[4]) && char.IsAsciiDigit((char)head[5]);

    /// <summary>A text DXF is pairs of a group code and a value; after comments (999) it opens with "0 / SECTION".</summary>
    private static bool IsDxf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("AutoCAD Binary DXF\r\n"u8)) return true;
        var lines = Encoding.Latin1.GetString(head).Split('\n', StringSplitOptions.TrimEntries);
        for (var pair = 0; pair + 1 < lines.Length; pair += 2)
            if (lines[pair] != "999")
                return lines[pair] == "0" && lines[pair + 1] == "SECTION";
        return false;
    }
}
