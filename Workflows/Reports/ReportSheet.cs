using ClosedXML.Excel;
using Domain.Calendar;
using Infrastructure.Spreadsheets;

namespace Workflows.Reports;

/// <summary>What both kinds of sheets do alike: title, facts, headings, widths.</summary>
internal abstract class ReportSheet(IXLWorksheet sheet, ReportTexts texts, int columns)
{
    private const double Narrowest = 8;
    private const double Widest = 36;

    protected static readonly XLColor Accent = XLColor.FromHtml("#1F4E8C");
    protected static readonly XLColor Pale = XLColor.FromHtml("#EAF0F8");
    protected static readonly XLColor Red = XLColor.FromHtml("#B42318");
    protected static readonly XLColor PaleRed = XLColor.FromHtml("#FDE3E1");
    protected static readonly XLColor PaleAmber = XLColor.FromHtml("#FFF1CC");
    protected static readonly XLColor PaleGreen = XLColor.FromHtml("#DDF3E4");

    /// <summary>So far above the threshold a score is not yet comfortable.</summary>
    private const int Margin = 20;

    /// <summary>Points; a little air around the letters.</summary>
    protected const double RowHeight = 18;

    private readonly double[] _widths = new double[columns];

    protected IXLWorksheet Sheet => sheet;

    protected ReportTexts Texts => texts;

    protected int Columns => columns;

    /// <summary>A time as the clocks in Shanghai show it.</summary>
    protected static DateTime? Local(DateTimeOffset? at) =>
        at is { } moment ? WorkingCalendar.ShanghaiDate(moment).ToDateTime(WorkingCalendar.ShanghaiTime(moment)) : null;

    protected void Title(string title, int row = 1)
    {
        var range = sheet.Range(row, 1, row, columns).Merge();
        range.FirstCell().Put(title);
        range.Style.Font.SetBold().Font.SetFontSize(16).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(row).Height = 30;
    }

    protected void Section(int row, string title)
    {
        var range = sheet.Range(row, 1, row, columns).Merge();
        range.FirstCell().Put(title);
        range.Style.Font.SetBold().Font.SetFontColor(Accent);
        sheet.Row(row).Height = 24;
    }

    protected void Headings(int row, IReadOnlyList<string> titles)
    {
        for (var i = 0; i < titles.Count; i++)
        {
            sheet.Cell(row, i + 1).Put(titles[i]);
            Fit(i + 1, titles[i]);
        }

        var range = sheet.Range(row, 1, row, columns);
        range.Style.Font.SetBold().Font.SetFontColor(XLColor.White).Fill.SetBackgroundColor(Accent);
        range.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center).Alignment.SetWrapText();
        sheet.Row(row).Height = 22;
    }

    /// <summary>Makes room for a text in its column, as far as columns grow; beyond, it is wrapped.</summary>
    protected void Fit(int column, string? text)
    {
        if (text is not null) _widths[column - 1] = Math.Max(_widths[column - 1], TextWidth.Of(text));
    }

    /// <summary>Writes text, and makes room for it.</summary>
    protected IXLCell Put(int row, int column, string? text)
    {
        Fit(column, text);
        return sheet.Cell(row, column).Put(text);
    }

    protected void PutTime(int row, int column, DateTimeOffset? at)
    {
        sheet.Cell(row, column).Put(Local(at)).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        if (at is not null) _widths[column - 1] = Math.Max(_widths[column - 1], "2026-11-25 09:30".Length);
    }

    protected void SetWidths()
    {
        sheet.RowHeight = RowHeight;
        for (var i = 0; i < columns; i++) sheet.Column(i + 1).Width = Width(i + 1);
    }

    protected double Width(int column) => Math.Clamp(_widths[column - 1] + 2, Narrowest, Widest);

    /// <summary>Red below the threshold, amber a little above it, green beyond; the rating says it in words.</summary>
    protected static void ColorScores(IXLRange scores, int threshold)
    {
        scores.AddConditionalFormat().WhenLessThan(threshold).Fill.SetBackgroundColor(PaleRed).Font.SetFontColor(Red);
        scores.AddConditionalFormat().WhenBetween(threshold, threshold + Margin - 1).Fill.SetBackgroundColor(PaleAmber);
        scores.AddConditionalFormat().WhenGreaterThan(threshold + Margin - 1).Fill.SetBackgroundColor(PaleGreen);
    }
}
