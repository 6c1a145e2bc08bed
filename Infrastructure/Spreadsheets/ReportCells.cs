using ClosedXML.Excel;

namespace Infrastructure.Spreadsheets;

/// <summary>What the sheets of reports are made of.</summary>
public static class ReportCells
{
    public const string MinuteFormat = @"yyyy\-mm\-dd\ hh:mm";

    /// <summary>Text, whatever it looks like: never a formula, a number or a date.</summary>
    public static IXLCell Put(this IXLCell cell, string? text)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (string.IsNullOrEmpty(text)) return cell;
        text = CellText.Clean(text);
        cell.DataType = XLDataType.Text;
        cell.SetValue(text);
        if (SheetCell.LooksLikeFormula(text) || text[0] == '\'') cell.Style.NumberFormat.Format = "@";
        return cell;
    }

    public static IXLCell Put(this IXLCell cell, double number)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.SetValue(number);
    }

    /// <param name="cell">Where.</param>
    /// <param name="local">As a reader's clock showed it; to the minute.</param>
    public static IXLCell Put(this IXLCell cell, DateTime? local)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (local is not { } at) return cell;
        cell.SetValue(at);
        cell.Style.DateFormat.Format = MinuteFormat;
        return cell;
    }

    /// <summary>A4, all columns on one page, the rows repeated on every page, and page numbers.</summary>
    /// <param name="sheet">Filled already.</param>
    /// <param name="landscape">Or portrait.</param>
    /// <param name="area">What is printed.</param>
    /// <param name="titles">First and last row that every page begins with.</param>
    /// <param name="footer">Before the page number.</param>
    public static void PrintOnA4(this IXLWorksheet sheet, bool landscape, IXLRange area, (int First, int Last) titles, string footer)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(area);
        var setup = sheet.PageSetup;
        setup.PaperSize = XLPaperSize.A4Paper;
        setup.PageOrientation = landscape ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        setup.FitToPages(1, 0);
        setup.CenterHorizontally = true;
        (setup.Margins.Left, setup.Margins.Right, setup.Margins.Top, setup.Margins.Bottom) = (0.5, 0.5, 0.6, 0.7);
        (setup.Margins.Header, setup.Margins.Footer) = (0.3, 0.3);
        var (first, last) = (area.RangeAddress.FirstAddress, area.RangeAddress.LastAddress);
        setup.PrintAreas.Add(first.RowNumber, first.ColumnNumber, last.RowNumber, last.ColumnNumber);
        setup.SetRowsToRepeatAtTop(titles.First, titles.Last);
        // An ampersand begins a code.
        setup.Footer.Left.AddText(CellText.Clean(footer).Replace("&", "&&", StringComparison.Ordinal));
        setup.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        setup.Footer.Right.AddText(" / ");
        setup.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
    }

    /// <summary>Thin lines around every cell.</summary>
    public static void Frame(this IXLRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        range.Style.Border.InsideBorder = XLBorderStyleValues.Thin;
        range.Style.Border.OutsideBorder = XLBorderStyleValues.Thin;
        range.Style.Border.InsideBorderColor = XLColor.FromHtml("#B8C0CC");
        range.Style.Border.OutsideBorderColor = XLColor.FromHtml("#B8C0CC");
    }
}
