using System.Buffers.Binary;
using System.Text;

namespace Infrastructure.Files;

/// <summary>
/// Word and Excel files of 1997-2003 are OLE compound files, as are installers and mails: only the names in its directory tell
/// ([MS-CFB] 2.6). Directory entries are 128 bytes on a 128-byte boundary.
/// </summary>
internal static class CompoundFile
{
    public static readonly byte[] Signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private const int EntryLength = 128;
    private const int NameLengthOffset = 64;
    private const int TypeOffset = 66;

    /// <summary>Null for any other compound file, and for one that holds macros.</summary>
    public static FileKind? Detect(Stream content)
    {
        var names = Names(content);
        if (names.Contains("_VBA_PROJECT_CUR") || names.Contains("Macros") || names.Contains("VBA")) return null;
        if (names.Contains("WordDocument")) return FileKind.Doc;
        return names.Contains("Workbook") || names.Contains("Book") ? FileKind.Xls : null;
    }

    /// <summary>
    /// Every entry, found by its shape instead of along the sector chain: a chain can be forged into a loop, a walk over the file cannot.
    /// </summary>
    private static HashSet<string> Names(Stream content)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entry = new byte[EntryLength];
        content.Position = 0;
        while (content.ReadAtLeast(entry, EntryLength, throwOnEndOfStream: false) == EntryLength)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(NameLengthOffset));
            // Storage (1), stream (2) or root (5); the length counts the closing zero.
            if (entry[TypeOffset] is 1 or 2 or 5 && length is >= 4 and <= 64 && length % 2 == 0)
                names.Add(Encoding.Unicode.GetString(entry, 0, length - 2));
        }
        return names;
    }
}
