using System.IO.Compression;

namespace Infrastructure.Files;

/// <summary>
/// Word and Excel files of today are zip archives. They are unpacked once, into nothing, within limits: what an archive claims about its
/// size is not believed, because a zip bomb lies about it.
/// </summary>
internal static class OfficePackage
{
    public const int MaxEntries = 4_000;
    public const long MaxExpandedBytes = 300L * 1024 * 1024;

    /// <summary>Null for any other archive, one that is damaged, holds macros, or is larger than the limits.</summary>
    public static FileKind? Detect(Stream content)
    {
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxEntries || archive.GetEntry("[Content_Types].xml") is null) return null;
            // A part named so is a macro whatever the file calls itself.
            if (archive.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;

            FileKind? kind = archive.GetEntry("word/document.xml") is not null ? FileKind.Docx
                : archive.GetEntry("xl/workbook.xml") is not null ? FileKind.Xlsx
                : null;
            return kind is not null && ExpandsWithinLimits(archive) ? kind : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool ExpandsWithinLimits(ZipArchive archive)
    {
        var left = MaxExpandedBytes;
        var buffer = new byte[81_920];
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
                if ((left -= read) < 0)
                    return false;
        }
        return true;
    }
}
