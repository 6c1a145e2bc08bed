using System.Globalization;
using System.Security;

namespace Infrastructure.Spreadsheets;

/// <summary>The parts of a workbook that are always the same, and the frame of its sheet.</summary>
internal static class WorkbookParts
{
    public const string SheetPath = "xl/worksheets/sheet1.xml";
    public const string SheetEnd = "</sheetData></worksheet>";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Sheet names have at most so many characters, and none of those below.</summary>
    private const int NameLength = 31;
    private const string NotInNames = @"[]:*?/\";

    public static IEnumerable<(string Path, string Content)> Around(string sheetName)
    {
        var name = string.Concat(sheetName.Where(c => !NotInNames.Contains(c, StringComparison.Ordinal)).Take(NameLength));
        yield return ("[Content_Types].xml", $"""
            {Declaration}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/{SheetPath}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        yield return ("_rels/.rels", $"""
            {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        yield return ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{SecurityElement.Escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        // Cell formats in the order of SheetWriter's styles: plain, heading, time to the millisecond, text that looks like a formula.
        yield return ("xl/styles.xml", $"""
            {Declaration}<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>
            """);
    }

    /// <summary>Up to the first row: the heading stays when the sheet is scrolled.</summary>
    public static string SheetStart(IReadOnlyList<SheetColumn> columns)
    {
        var widths = string.Concat(columns.Select((column, i) =>
            string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{column.Width}" customWidth="1"/>""")));
        return $"""{Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>""";
    }
}
