using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClosedXML.Excel;

namespace Infrastructure.Spreadsheets;

/// <summary>
/// A workbook with several sheets and a face, in memory: for reports of some hundred sheets; long lists go through <see cref="SheetWriter"/>.
/// The same content makes the same bytes, so that a file can be known by its hash.
/// </summary>
public sealed partial class ReportBook : IDisposable
{
    /// <summary>What Chinese offices write with; its digits are half as wide as its characters.</summary>
    private const string FontName = "宋体";
    private const double FontSize = 11;

    /// <summary>The first moment that an archive can name.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly XLWorkbook _workbook = new();
    private readonly SheetNames _names = new();

    /// <param name="title">Of the document.</param>
    /// <param name="author">Whose document it is.</param>
    /// <param name="madeAt">UTC; of the content, not of the file.</param>
    public ReportBook(string title, string author, DateTimeOffset madeAt)
    {
        var (properties, at) = (_workbook.Properties, madeAt.UtcDateTime);
        (title, author) = (CellText.Clean(title), CellText.Clean(author));
        (properties.Title, properties.Author, properties.LastModifiedBy, properties.Created, properties.Modified) = (title, author, author, at, at);
        (_workbook.Style.Font.FontName, _workbook.Style.Font.FontSize) = (FontName, FontSize);
        _workbook.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }

    /// <param name="wanted">Its name, as far as a sheet can have it.</param>
    public IXLWorksheet Add(string wanted) => _workbook.AddWorksheet(_names.Unique(wanted));

    /// <summary>The finished file. What formulas come to is stored with them.</summary>
    public byte[] Save()
    {
        using var made = new MemoryStream();
        _workbook.SaveAs(made, new SaveOptions { EvaluateFormulasBeforeSaving = true, GenerateCalculationChain = false, ValidatePackage = false });
        return Repacked(made);
    }

    public void Dispose() => _workbook.Dispose();

    /// <summary>Without what is another in every run: times of packing, and the chance names that a package gives to its properties.</summary>
    private static byte[] Repacked(MemoryStream made)
    {
        var result = new MemoryStream((int)made.Length);
        made.Position = 0;
        using (var source = new ZipArchive(made, ZipArchiveMode.Read))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in source.Entries)
            {
                var entry = target.CreateEntry(ChanceName().Replace(part.FullName, "core"), CompressionLevel.Optimal);
                entry.LastWriteTime = Always;
                using var from = part.Open();
                using var to = entry.Open();
                if (part.FullName == "_rels/.rels") to.Write(Encoding.UTF8.GetBytes(Named(new StreamReader(from).ReadToEnd())));
                else from.CopyTo(to);
            }
        }

        return result.ToArray();
    }

    private static string Named(string relations)
    {
        var count = 0;
        return ChanceId().Replace(ChanceName().Replace(relations, "core"), _ => string.Create(CultureInfo.InvariantCulture, $"Id=\"r{++count}\""));
    }

    [GeneratedRegex(@"[0-9a-f]{32}(?=\.psmdcp)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChanceName();

    [GeneratedRegex("Id=\"R[0-9a-f]{16}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChanceId();
}
