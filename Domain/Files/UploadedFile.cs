using System.Globalization;
using System.Text;

namespace Domain.Files;

/// <summary>A file that somebody uploaded. The content lies in the file store under its hash.</summary>
public abstract class UploadedFile
{
    public const int FileNameLength = 150;
    public const int ContentTypeLength = 100;
    public const int HashLength = 64;

    public long Id { get; private set; }

    /// <summary>The name it was uploaded with: shown and offered for download, never trusted.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>By content, not by name.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Lower-case hex SHA-256.</summary>
    public string Hash { get; private set; } = "";

    public long Bytes { get; private set; }

    public long UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    private protected UploadedFile()
    {
    }

    private protected UploadedFile(Upload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        (FileName, ContentType, Hash, Bytes) = (CleanName(upload.FileName), upload.ContentType, upload.Hash, upload.Bytes);
        (UploadedBy, UploadedAt) = (upload.UploadedBy, upload.UploadedAt);
    }

    /// <summary>A name as it can be shown and offered: without path, control and direction marks, not longer than is kept; the ending stays.</summary>
    public static string CleanName(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(last.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)))
            .Trim(' ', '.');
        if (clean.Length == 0) return "file";
        if (clean.Length <= FileNameLength) return clean;
        var start = clean.Length - FileNameLength;
        return clean[(char.IsLowSurrogate(clean[start]) ? start + 1 : start)..];
    }
}

/// <summary>A file as it came in and was stored.</summary>
public sealed record Upload
{
    /// <summary>As the sender called it.</summary>
    public required string FileName { get; init; }

    /// <summary>By content.</summary>
    public required string ContentType { get; init; }

    /// <summary>Lower-case hex SHA-256.</summary>
    public required string Hash { get; init; }

    public required long Bytes { get; init; }
    public required long UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}
