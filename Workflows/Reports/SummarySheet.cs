using System.Globalization;
using ClosedXML.Excel;
using Infrastructure.Spreadsheets;

namespace Workflows.Reports;

/// <summary>The first sheet of a month: the ranking, what it was deducted for, and the month before.</summary>
internal sealed class SummarySheet(IXLWorksheet sheet, MonthReport report, ReportTexts texts) : ReportSheet(sheet, texts, RatingColumn)
{
    private const int HeadingRow = 4;
    private const int FirstKind = 3;
    private const int SumColumn = 7;
    private const int ScoreColumn = 8;
    private const int BeforeColumn = 9;
    private const int ChangeColumn = 10;
    private const int RatingColumn = 11;

    /// <param name="sheets">Names of the suppliers' sheets, in the order of the cards; empty where there are none.</param>
    public void Write(IReadOnlyList<string> sheets)
    {
        Title(Texts["SummaryTitle", Texts.Month(report.Month)]);
        Facts();
        Headings(HeadingRow,
        [
            Texts["Rank"], Texts["Supplier"], .. ScoreStandards.Kinds.Select(kind => Texts[kind.ToString()]), Texts["Deducted"], Texts["Score"], Texts["ScoreBefore"],
            Texts["Change"], Texts["Rating"],
        ]);
        for (var i = 0; i < report.Cards.Count; i++) Line(HeadingRow + 1 + i, report.Cards[i], sheets.ElementAtOrDefault(i));
        var last = HeadingRow + report.Cards.Count;
        // Cards of one month have one threshold: rules change from a month on.
        var threshold = report.Cards[0].Rules.Threshold;
        ColorScores(Sheet.Range(HeadingRow + 1, ScoreColumn, last, ScoreColumn), threshold);
        Sheet.Range(HeadingRow + 1, ChangeColumn, last, ChangeColumn).AddConditionalFormat().WhenLessThan(0).Font.SetFontColor(Red);
        Totals(last, threshold);
        SetWidths();
        Sheet.SheetView.Freeze(HeadingRow, 2);
        Sheet.Range(HeadingRow, 1, last, Columns).SetAutoFilter();
        Sheet.PrintOnA4(landscape: true, Sheet.Range(1, 1, last + 4, Columns), (HeadingRow, HeadingRow), $"{report.City}  {Texts.Month(report.Month)}");
    }

    private void Facts()
    {
        Sheet.Range(2, 1, 2, Columns).Merge().FirstCell().Put($"{Texts["City"]}: {report.City}    {Texts["State"]}: {Texts[report.Closed ? "StateClosed" : "StateOpen"]}");
        var asOf = Local(report.Cards.Max(card => card.AsOf))!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Sheet.Range(3, 1, 3, Columns).Merge().FirstCell().Put($"{Texts["AsOf"]}: {asOf}");
    }

    private void Line(int row, ReportCard card, string? name)
    {
        Sheet.Cell(row, 1).Put(card.Rank ?? 0).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        var supplier = Put(row, 2, card.Supplier);
        if (name is not null) supplier.Hyperlink = new XLHyperlink($"'{name}'!A1");
        supplier.Style.Alignment.SetWrapText();
        foreach (var kind in ScoreStandards.Kinds) Sheet.Cell(row, FirstKind + (int)kind).Put(card.Deducted(kind));
        Sheet.Cell(row, SumColumn).FormulaA1 = $"SUM(C{row}:F{row})";
        Sheet.Cell(row, ScoreColumn).FormulaA1 = string.Create(CultureInfo.InvariantCulture, $"MAX({card.Rules.Floor},{card.Rules.Start}-G{row})");
        Sheet.Cell(row, ScoreColumn).Style.Font.SetBold();
        if (card.ScoreBefore is { } before)
        {
            Sheet.Cell(row, BeforeColumn).Put(before);
            Sheet.Cell(row, ChangeColumn).FormulaA1 = $"H{row}-I{row}";
            Sheet.Cell(row, ChangeColumn).Style.NumberFormat.Format = "+0;-0;0";
        }

        Put(row, RatingColumn, card.Score < card.Rules.Threshold ? Texts["Below", card.Rules.Threshold] : Texts["Passed"])
            .Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        var lines = TextWidth.Lines(card.Supplier, Width(2));
        Sheet.Row(row).Height = lines * RowHeight;
    }

    private void Totals(int last, int threshold)
    {
        var first = HeadingRow + 1;
        Sheet.Range(last + 1, 1, last + 1, 2).Merge().FirstCell().Put(Texts["Totals"]);
        for (var column = FirstKind; column <= SumColumn; column++)
        {
            var letter = Sheet.Cell(1, column).Address.ColumnLetter;
            Sheet.Cell(last + 1, column).FormulaA1 = $"SUM({letter}{first}:{letter}{last})";
        }

        Figure(last + 2, Texts["Average"], $"AVERAGE(H{first}:H{last})", "0.0");
        Figure(last + 3, Texts["Lowest"], $"MIN(H{first}:H{last})", "0");
        Figure(last + 4, Texts["BelowCount", threshold], string.Create(CultureInfo.InvariantCulture, $"COUNTIF(H{first}:H{last},\"<{threshold}\")"), "0");
        var totals = Sheet.Range(last + 1, 1, last + 4, Columns);
        totals.Style.Font.SetBold().Fill.SetBackgroundColor(Pale);
        Sheet.Range(HeadingRow, 1, last + 4, Columns).Frame();
    }

    private void Figure(int row, string label, string formula, string format)
    {
        Sheet.Range(row, 1, row, SumColumn).Merge().FirstCell().Put(label).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        var cell = Sheet.Cell(row, ScoreColumn);
        cell.FormulaA1 = formula;
        cell.Style.NumberFormat.Format = format;
    }
}
