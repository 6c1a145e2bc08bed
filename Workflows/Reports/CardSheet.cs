using System.Globalization;
using ClosedXML.Excel;
using Infrastructure.Spreadsheets;
using Workflows.Scoring;

namespace Workflows.Reports;

/// <summary>A supplier's sheet: annex 7's form with what each line came to, and below it the evidence of every deduction.</summary>
internal sealed class CardSheet(IXLWorksheet sheet, ReportCard card, ReportTexts texts) : ReportSheet(sheet, texts, PointsColumn)
{
    private const int FormHeadings = 5;
    private const int StandardColumn = 8;
    private const int PointsColumn = 9;

    private static readonly XLColor Grey = XLColor.FromHtml("#5B6675");

    private readonly ScoreStandards _standards = new(card.Rules, texts);

    public void Write()
    {
        Title(Texts["CardTitle", Texts.Month(card.Month)]);
        var lines = ScoreStandards.Kinds.Sum(kind => _standards.Of(kind).Count);
        var (total, score) = (FormHeadings + lines + 1, FormHeadings + lines + 2);
        var evidence = score + 2;
        var last = Evidence(evidence);
        Form(evidence + 2, last, total);
        Facts(score);
        Sheet.Cell(last + 2, 1).Put(Texts["Digest"] + ": " + card.Digest);
        Sheet.Range(last + 2, 1, last + 2, Columns).Merge().Style.Font.SetFontColor(Grey).Font.SetFontSize(9);
        SetWidths();
        SetHeights(evidence + 2, last);
        Sheet.SheetView.FreezeRows(3);
        Sheet.PrintOnA4(
            landscape: true, Sheet.Range(1, 1, last + 2, Columns), (evidence + 1, evidence + 1), $"{card.Supplier}  {Texts.Month(card.Month)}");
    }

    /// <summary>Whose card it is, and what it came to.</summary>
    private void Facts(int score)
    {
        Fact(2, 1, "Supplier", 4).Put(card.Supplier).Style.Font.SetBold();
        Fact(2, 5, "City", 7).Put(card.City);
        Fact(3, 1, "AsOf", 4).Put(Local(card.AsOf)).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        Fact(3, 5, "State", 7).Put(Texts[card.Corrected ? "StateCorrected" : card.Closed ? "StateClosed" : "StateOpen"]);
        Sheet.Cell(2, StandardColumn).Put(Texts["Score"]).Style.Font.SetBold();
        var value = Sheet.Cell(2, PointsColumn);
        value.FormulaA1 = $"I{score}";
        value.Style.Font.SetBold().Font.SetFontSize(14);
        Sheet.Cell(3, StandardColumn).Put(Texts["Rank"]).Style.Font.SetBold();
        if (card.Rank is { } rank) Sheet.Cell(3, PointsColumn).Put(rank);
        Sheet.Range(2, StandardColumn, 3, StandardColumn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        Sheet.Range(2, 1, 3, Columns).Style.Fill.SetBackgroundColor(Pale);
        Sheet.Range(2, 1, 3, Columns).Frame();
        ColorScores(value.AsRange(), card.Rules.Threshold);
        Sheet.Row(2).Height = 24;
        Sheet.Row(3).Height = 20;
    }

    private IXLCell Fact(int row, int column, string label, int lastColumn)
    {
        Put(row, column, Texts[label]).Style.Font.SetBold();
        return Sheet.Range(row, column + 1, row, lastColumn).Merge().FirstCell();
    }

    /// <summary>The form; its figures add up the evidence below.</summary>
    private void Form(int firstEvidence, int lastEvidence, int total)
    {
        Headings(FormHeadings, [Texts["Item"], Texts["Basis"], "", Texts["Standard"], "", "", "", Texts["Entries"], Texts["Points"]]);
        Sheet.Range(FormHeadings, 2, FormHeadings, 3).Merge();
        Sheet.Range(FormHeadings, 4, FormHeadings, 7).Merge();
        var (items, standards, points) = (Absolute("A"), Absolute("H"), Absolute("I"));
        var row = FormHeadings + 1;
        foreach (var kind in ScoreStandards.Kinds)
        {
            var first = row;
            foreach (var line in _standards.Of(kind))
            {
                Sheet.Range(row, 4, row, 7).Merge().FirstCell().Put(line);
                Sheet.Cell(row, StandardColumn).FormulaA1 = $"COUNTIFS({items},$A${first},{standards},$D{row})";
                Sheet.Cell(row, PointsColumn).FormulaA1 = $"SUMIFS({points},{items},$A${first},{standards},$D{row})";
                row++;
            }

            Sheet.Range(first, 1, row - 1, 1).Merge().FirstCell().Put(Texts[kind.ToString()]).Style.Font.SetBold();
            Sheet.Range(first, 2, row - 1, 3).Merge().FirstCell().Put(_standards.Basis(kind)).Style.Alignment.SetWrapText();
            Fit(1, Texts[kind.ToString()]);
        }

        Sum(total, Texts["Sum"], $"SUM(I{FormHeadings + 1}:I{total - 1})");
        Sum(total + 1, Texts["Score"], string.Create(CultureInfo.InvariantCulture, $"MAX({card.Rules.Floor},{card.Rules.Start}-I{total})"));
        ColorScores(Sheet.Cell(total + 1, PointsColumn).AsRange(), card.Rules.Threshold);
        Sheet.Range(FormHeadings, 1, total + 1, Columns).Frame();

        string Absolute(string column) => $"${column}${firstEvidence}:${column}${lastEvidence}";
    }

    private void Sum(int row, string label, string formula)
    {
        Sheet.Range(row, 1, row, StandardColumn).Merge().FirstCell().Put(label).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        Sheet.Cell(row, PointsColumn).FormulaA1 = formula;
        Sheet.Range(row, 1, row, Columns).Style.Font.SetBold().Fill.SetBackgroundColor(Pale);
    }

    /// <returns>The last row.</returns>
    private int Evidence(int row)
    {
        Section(row, Texts["Evidence"]);
        Headings(row + 1, [Texts["Item"], Texts["At"], Texts["Until"], Texts["Site"], Texts["Position"], Texts["Code"], Texts["Measured"], Texts["Standard"], Texts["Points"]]);
        var last = row + 1;
        foreach (var deduction in card.Deductions)
        {
            Line(++last, deduction);
            foreach (var offline in deduction.Offline) OfflineLine(++last, deduction, offline);
        }

        if (card.Deductions.Count == 0) Sheet.Range(++last, 1, last, Columns).Merge().FirstCell().Put(Texts["NoEvidence"]);
        var table = Sheet.Range(row + 1, 1, last, Columns);
        table.Frame();
        table.Style.Alignment.SetWrapText();
        return last;
    }

    private void Line(int row, ReportDeduction deduction)
    {
        var facts = deduction.Facts;
        Put(row, 1, Texts[deduction.Kind.ToString()]);
        PutTime(row, 2, facts.From);
        PutTime(row, 3, facts.Until);
        Device(row, deduction.Device);
        Put(row, 7, _standards.Measured(facts));
        Put(row, StandardColumn, _standards.Of(facts));
        Sheet.Cell(row, PointsColumn).Put(facts.Points);
    }

    /// <summary>A device behind the check above it; it deducts nothing by itself.</summary>
    private void OfflineLine(int row, ReportDeduction check, CheckedDevice offline)
    {
        Put(row, 1, Texts["OfflineDevice"]).Style.Alignment.SetIndent(1);
        PutTime(row, 2, check.Facts.From);
        Device(row, offline.Device);
        var since = Local(offline.Since)!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        Put(row, 7, Texts["OfflineSince", since, Texts["Cause." + offline.Cause]]);
        Sheet.Range(row, 1, row, Columns).Style.Font.SetFontColor(Grey);
    }

    private void Device(int row, EvidenceDevice? device)
    {
        if (device is null) return;
        Put(row, 4, device.SiteName);
        Put(row, 5, device.Position);
        Put(row, 6, device.Code);
    }

    private void SetHeights(int first, int last)
    {
        for (var row = first; row <= last; row++)
        {
            var lines = Enumerable.Range(4, StandardColumn - 3).Max(column => TextWidth.Lines(Sheet.Cell(row, column).GetString(), Width(column)));
            if (lines > 1) Sheet.Row(row).Height = lines * RowHeight;
        }
    }
}
