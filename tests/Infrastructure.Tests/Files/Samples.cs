using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Infrastructure.Tests.Files;

/// <summary>Small files with the marks of their kind.</summary>
internal static class Samples
{
    public static byte[] Pdf { get; } = "%PDF-1.7\n1 0 obj\n%%EOF"u8.ToArray();

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8];

    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8];

    public static byte[] Dwg { get; } = [.. "AC1032"u8, 0, 0, 0, 0, 0];

    public static byte[] Dxf { get; } = "999\r\nmade by hand\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n"u8.ToArray();

    public static byte[] BinaryDxf { get; } = [.. "AutoCAD Binary DXF\r\n"u8, 0x1A, 0];

    public static byte[] Docx { get; } = Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"));

    public static byte[] Xlsx { get; } = Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"));

    public static byte[] DocxWithMacros { get; } =
        Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"), ("word/vbaProject.bin", "code"));

    public static byte[] PlainZip { get; } = Zip(("readme.txt", "hello"));

    public static byte[] Doc { get; } = Compound("Root Entry", "WordDocument");

    public static byte[] Xls { get; } = Compound("Root Entry", "Workbook");

    public static byte[] DocWithMacros { get; } = Compound("Root Entry", "WordDocument", "Macros");

    public static byte[] Installer { get; } = Compound("Root Entry", "SummaryInformation");

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return file.ToArray();
    }

    /// <summary>A package that unpacks to more than 300 MB of zeros.</summary>
    public static byte[] Bomb()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "[Content_Types].xml", "xl/workbook.xml" }) archive.CreateEntry(name);
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 320; megabyte++) part.Write(zeros);
        }
        return file.ToArray();
    }

    private static byte[] Compound(params string[] names)
    {
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        var file = new byte[1024 + (128 * names.Length)];
        signature.CopyTo(file, 0);
        for (var index = 0; index < names.Length; index++)
        {
            var entry = file.AsSpan(1024 + (128 * index), 128);
            Encoding.Unicode.GetBytes(names[index], entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((names[index].Length + 1) * 2));
            entry[66] = (byte)(index == 0 ? 5 : 2);
        }
        return file;
    }
}
