namespace Infrastructure.Files;

/// <summary>What a file is by its content. Names and declared types come from outside and decide nothing.</summary>
public enum FileKind
{
    Pdf,
    Jpeg,
    Png,

    /// <summary>AutoCAD drawing.</summary>
    Dwg,

    /// <summary>AutoCAD exchange format, text or binary.</summary>
    Dxf,

    /// <summary>Word 2007 and later, without macros.</summary>
    Docx,

    /// <summary>Excel 2007 and later, without macros.</summary>
    Xlsx,

    /// <summary>Word 97-2003, without macros.</summary>
    Doc,

    /// <summary>Excel 97-2003, without macros.</summary>
    Xls,
}

/// <summary>What is said of each kind when it is served, and which kinds a place takes.</summary>
public static class FileKinds
{
    /// <summary>Attachments of applications: documents, drawings and pictures.</summary>
    public static readonly IReadOnlySet<FileKind> Documents = Enum.GetValues<FileKind>().ToHashSet();

    /// <summary>Photographs and signatures.</summary>
    public static readonly IReadOnlySet<FileKind> Pictures = new HashSet<FileKind> { FileKind.Jpeg, FileKind.Png };

    /// <summary>Contracts, scanned or photographed.</summary>
    public static readonly IReadOnlySet<FileKind> Contracts = new HashSet<FileKind> { FileKind.Pdf, FileKind.Jpeg, FileKind.Png };

    /// <summary>Spreadsheets for import.</summary>
    public static readonly IReadOnlySet<FileKind> Spreadsheets = new HashSet<FileKind> { FileKind.Xlsx };

    /// <summary>What kind of picture the content is; null when it is none.</summary>
    public static FileKind? PictureIn(ReadOnlySpan<byte> content) => FileDetection.DetectPicture(content);

    public static string ContentType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Png => "image/png",
        FileKind.Dwg => "image/vnd.dwg",
        FileKind.Dxf => "image/vnd.dxf",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Doc => "application/msword",
        FileKind.Xls => "application/vnd.ms-excel",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>With the dot.</summary>
    public static string Extension(this FileKind kind) => kind == FileKind.Jpeg ? ".jpg" : "." + kind.ToString().ToLowerInvariant();
}
