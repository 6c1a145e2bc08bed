using Infrastructure.Spreadsheets;

namespace Workflows.Reports;

/// <summary>Reports as files (Office Open XML). The same report makes the same bytes.</summary>
public static class MonthWorkbook
{
    /// <summary>A summary with the ranking, and a sheet for each supplier.</summary>
    public static byte[] OfMonth(MonthReport report, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(texts);
        using var book = new ReportBook(texts["SummaryTitle", texts.Month(report.Month)], report.City, report.ComputedAt);
        var summary = book.Add(texts["Summary"]);
        var sheets = new List<string>();
        foreach (var card in report.SummaryOnly ? [] : report.Cards)
        {
            var sheet = book.Add(card.Supplier);
            new CardSheet(sheet, card, texts).Write();
            sheets.Add(sheet.Name);
        }

        new SummarySheet(summary, report, texts).Write(sheets);
        return book.Save();
    }

    /// <summary>A supplier's sheet alone.</summary>
    public static byte[] OfCard(ReportCard card, ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(texts);
        using var book = new ReportBook(texts["CardTitle", texts.Month(card.Month)], card.City, card.ComputedAt);
        new CardSheet(book.Add(card.Supplier), card, texts).Write();
        return book.Save();
    }
}
