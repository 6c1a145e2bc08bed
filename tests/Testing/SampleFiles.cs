using System.IO.Compression;
using System.Text;
using Domain.Files;

namespace Testing;

/// <summary>Small files that really are what they claim: any viewer opens them.</summary>
public static class SampleFiles
{
    /// <summary>One empty A4 page.</summary>
    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes(PdfText());

    /// <summary>One white pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP6DwABBQECz6AuzQAAAABJRU5ErkJggg==");

    /// <summary>A program, whatever its name says.</summary>
    public static byte[] Program { get; } = [.. "MZ"u8, .. new byte[62]];

    /// <summary>An archive that is no office document.</summary>
    public static byte[] Archive { get; } = Zip();

    /// <summary>A file as it was stored; there is nothing behind it.</summary>
    public static Upload Stored(string name, string type = "application/pdf", long by = 1, DateTimeOffset at = default) =>
        new() { FileName = name, ContentType = type, Hash = new string('a', 64), Bytes = 10, UploadedBy = by, UploadedAt = at };

    private static byte[] Zip()
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("readme.txt").Open());
            writer.Write("hello");
        }

        return file.ToArray();
    }

    private static string PdfText()
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (index, body) in objects.Index())
        {
            offsets.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = text.Length;
        text.Append("xref\n0 4\n0000000000 65535 f \n");
        foreach (var offset in offsets) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").ToString();
    }
}
