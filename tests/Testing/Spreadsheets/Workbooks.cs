using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace Testing.Spreadsheets;

/// <summary>What stands in a cell of a workbook.</summary>
/// <param name="Text">Its text, or its number as it is stored.</param>
/// <param name="IsText">Whether it is text and nothing else.</param>
/// <param name="Formula">Null where there is none.</param>
/// <param name="Format">Number of its format: 49 is "text".</param>
public sealed record ReadCell(string Text, bool IsText, string? Formula, uint Format);

/// <summary>Reads workbooks back, once the Open XML SDK finds nothing wrong with them.</summary>
public static class Workbooks
{
    /// <summary>The cells of a sheet, row by row.</summary>
    public static IReadOnlyList<IReadOnlyList<ReadCell>> Cells(byte[] file, int sheet = 0)
    {
        using var document = Open(file);
        var workbook = document.WorkbookPart!;
        var name = workbook.Workbook.Sheets!.Elements<Sheet>().ElementAt(sheet);
        var part = (WorksheetPart)workbook.GetPartById(name.Id!);
        var texts = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        var formats = workbook.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0).ToList();
        return [.. part.Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => Read(cell, texts, formats)).ToList())];
    }

    /// <summary>The texts of a sheet, row by row.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(byte[] file, int sheet = 0) => [.. Cells(file, sheet).Select(row => row.Select(cell => cell.Text).ToList())];

    public static void ShouldBeValid(byte[] file)
    {
        using var document = Open(file);
    }

    private static SpreadsheetDocument Open(byte[] file)
    {
        var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var errors = new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).Take(5)
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}").ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return document;
    }

    private static ReadCell Read(Cell cell, List<string> texts, List<uint> formats)
    {
        var type = cell.DataType?.Value;
        var text = type == CellValues.SharedString && cell.CellValue is not null ? texts[int.Parse(cell.CellValue.Text, System.Globalization.CultureInfo.InvariantCulture)]
            : type == CellValues.InlineString ? cell.InlineString!.InnerText : cell.CellValue?.Text ?? "";
        return new ReadCell(
            text, type is CellValues.SharedString or CellValues.InlineString or CellValues.String, cell.CellFormula?.Text, formats[(int)(cell.StyleIndex?.Value ?? 0)]);
    }
}
