using System.Globalization;
using System.Security.Cryptography;
using ClosedXML.Excel;
using Domain.Scoring;
using Testing.Reports;
using Testing.Spreadsheets;
using Workflows.Reports;

namespace Workflows.Tests.Reports;

public sealed class MonthWorkbookTests
{
    private static readonly ReportTexts English = new(CultureInfo.GetCultureInfo("en"));

    private readonly MonthReport _report = SampleReports.Of(7);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void OfMonth_ReadBackCellByCell_SaysWhatTheCardsSay(string language)
    {
        var texts = new ReportTexts(CultureInfo.GetCultureInfo(language));
        using var book = Open(MonthWorkbook.OfMonth(_report, texts));

        book.Worksheets.Count.ShouldBe(8);
        var summary = book.Worksheet(1);
        for (var i = 0; i < _report.Cards.Count; i++)
        {
            var (card, row) = (_report.Cards[i], summary.Row(5 + i));
            row.Cell(1).GetDouble().ShouldBe(card.Rank!.Value);
            row.Cell(2).GetString().ShouldBe(card.Supplier);
            foreach (var kind in Enum.GetValues<DeductionKind>()) row.Cell(3 + (int)kind).GetDouble().ShouldBe(card.Deducted(kind));
            Stored(row.Cell(7)).ShouldBe(card.Deductions.Sum(d => d.Facts.Points));
            Stored(row.Cell(8)).ShouldBe(card.Score);
            if (card.ScoreBefore is { } before) (row.Cell(9).GetDouble(), Stored(row.Cell(10))).ShouldBe((before, card.Score - before));
            else (row.Cell(9).IsEmpty(), row.Cell(10).IsEmpty()).ShouldBe((true, true));
            row.Cell(11).GetString().ShouldBe(card.Score < 60 ? texts["Below", 60] : texts["Passed"]);
            row.Cell(2).Hyperlink.InternalAddress.ShouldBe($"'{book.Worksheet(i + 2).Name}'!A1");
            ShouldSay(book.Worksheet(i + 2), card, texts);
        }

        var last = 4 + _report.Cards.Count;
        Stored(summary.Cell(last + 1, 7)).ShouldBe(_report.Cards.Sum(c => c.Deductions.Sum(d => d.Facts.Points)));
        Stored(summary.Cell(last + 2, 8)).ShouldBe(_report.Cards.Average(c => c.Score), 1e-9);
        Stored(summary.Cell(last + 3, 8)).ShouldBe(_report.Cards.Min(c => c.Score));
        Stored(summary.Cell(last + 4, 8)).ShouldBe(_report.Cards.Count(c => c.Score < 60));
    }

    [Fact]
    public void OfMonth_MadeTwice_IsTheSameFile() => Hash(_report).ShouldBe(Hash(SampleReports.Of(7)));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("'quoted")]
    [InlineData("12345")]
    [InlineData("2026-11-25")]
    [InlineData("TRUE")]
    [InlineData("a[b]:c*d?e/f\\g")]
    [InlineData("It's & <b>\"bold\"</b> \u0001")]
    [InlineData("名字非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常长的有限公司")]
    public void OfMonth_WithHostileNames_KeepsThemText(string name)
    {
        var report = SampleReports.Of(3, _ => name);

        var file = MonthWorkbook.OfMonth(report, English);

        var shown = name.Replace("\u0001", "", StringComparison.Ordinal);
        for (var sheet = 0; sheet < 4; sheet++)
        {
            var cells = Workbooks.Cells(file, sheet).SelectMany(row => row).ToList();
            cells.Where(cell => cell.Text == shown).ShouldNotBeEmpty($"sheet {sheet}");
            cells.Where(cell => cell.Text == shown).ShouldAllBe(cell => cell.IsText && cell.Formula == null);
        }

        using var book = Open(file);
        book.Worksheets.Select(sheet => sheet.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(4);
    }

    [Fact]
    public void OfCard_IsTheSuppliersSheetAlone()
    {
        var card = _report.Cards[^1];

        using var book = Open(MonthWorkbook.OfCard(card, ReportTexts.Chinese));

        ShouldSay(book.Worksheets.ShouldHaveSingleItem(), card, ReportTexts.Chinese);
    }

    [Fact]
    public void Sheets_AreReadyForScreenAndPaper()
    {
        using var book = Open(MonthWorkbook.OfMonth(_report, ReportTexts.Chinese));

        foreach (var sheet in book.Worksheets)
        {
            sheet.PageSetup.PaperSize.ShouldBe(XLPaperSize.A4Paper);
            sheet.PageSetup.PagesWide.ShouldBe(1);
            sheet.PageSetup.PrintAreas.Count().ShouldBe(1);
            sheet.PageSetup.FirstRowToRepeatAtTop.ShouldBeGreaterThan(0);
            sheet.SheetView.SplitRow.ShouldBeGreaterThan(0);
        }

        var suppliers = book.Worksheet(1).Column(2);
        suppliers.Width.ShouldBeGreaterThanOrEqualTo(2 * _report.Cards.Max(c => c.Supplier.Length), "Chinese characters are two digits wide");
    }

    private static void ShouldSay(IXLWorksheet sheet, ReportCard card, ReportTexts texts)
    {
        sheet.Cell("B2").GetString().ShouldBe(card.Supplier);
        Stored(sheet.Cell("I2")).ShouldBe(card.Score);
        sheet.Cell("I3").GetDouble().ShouldBe(card.Rank!.Value);
        var rows = sheet.RowsUsed().ToList();
        foreach (var kind in Enum.GetValues<DeductionKind>())
        {
            var first = rows.First(row => row.Cell(1).GetString() == texts[kind.ToString()]).RowNumber();
            var lines = kind is DeductionKind.OfflineRate or DeductionKind.OutageHandling ? 4 : 1;
            Enumerable.Range(first, lines).Sum(row => Stored(sheet.Cell(row, 9))).ShouldBe(card.Deducted(kind));
            Enumerable.Range(first, lines).Sum(row => Stored(sheet.Cell(row, 8))).ShouldBe(card.Deductions.Count(d => d.Kind == kind));
        }

        var at = rows.Single(row => row.Cell(2).GetString() == texts["At"]).RowNumber() + 1;
        foreach (var deduction in card.Deductions)
        {
            var row = sheet.Row(at++);
            row.Cell(1).GetString().ShouldBe(texts[deduction.Kind.ToString()]);
            row.Cell(2).GetDateTime().ShouldBe(deduction.Facts.From.UtcDateTime.AddHours(8), TimeSpan.FromSeconds(1));
            if (deduction.Facts.Until is { } until) row.Cell(3).GetDateTime().ShouldBe(until.UtcDateTime.AddHours(8), TimeSpan.FromSeconds(1));
            row.Cell(4).GetString().ShouldBe(deduction.Device?.SiteName ?? "");
            row.Cell(6).GetString().ShouldBe(deduction.Device?.Code ?? "");
            row.Cell(9).GetDouble().ShouldBe(deduction.Facts.Points);
            foreach (var offline in deduction.Offline) sheet.Cell(at++, 6).GetString().ShouldBe(offline.Device.Code);
        }
    }

    /// <summary>What is stored with a formula, as a reader that computes nothing sees it.</summary>
    private static double Stored(IXLCell cell)
    {
        cell.HasFormula.ShouldBeTrue(cell.Address.ToString());
        return Convert.ToDouble(cell.CachedValue, CultureInfo.InvariantCulture);
    }

    private static string Hash(MonthReport report) => Convert.ToHexString(SHA256.HashData(MonthWorkbook.OfMonth(report, ReportTexts.Chinese)));

    private static XLWorkbook Open(byte[] file)
    {
        Workbooks.ShouldBeValid(file);
        return new XLWorkbook(new MemoryStream(file));
    }
}
