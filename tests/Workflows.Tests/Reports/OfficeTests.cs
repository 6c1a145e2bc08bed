using System.Diagnostics;
using Testing;
using Testing.Reports;
using Workflows.Reports;

namespace Workflows.Tests.Reports;

/// <summary>In long mode the workbooks are opened by LibreOffice, which test.sh then installs.</summary>
public sealed class OfficeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Workbook_OpenedByLibreOffice_BecomesAPdf(string language)
    {
        if (!LongRun.IsOn) return;
        var folder = Directory.CreateTempSubdirectory("portal-office-").FullName;
        try
        {
            var file = Path.Combine(folder, "month.xlsx");
            await File.WriteAllBytesAsync(file, MonthWorkbook.OfMonth(SampleReports.Of(6), new ReportTexts(System.Globalization.CultureInfo.GetCultureInfo(language))));

            using var office = Process.Start(new ProcessStartInfo("soffice", ["--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, file])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var limit = new CancellationTokenSource(Patience);
            await office.WaitForExitAsync(limit.Token);

            office.ExitCode.ShouldBe(0);
            var pdf = await File.ReadAllBytesAsync(Path.Combine(folder, "month.pdf"));
            pdf.Take(5).ShouldBe("%PDF-"u8.ToArray());
            pdf.Length.ShouldBeGreaterThan(20_000);
            if (Environment.GetEnvironmentVariable("PORTAL_TEST_KEEP") is { } keep)
            {
                File.Copy(file, Path.Combine(keep, language + ".xlsx"), overwrite: true);
                File.Copy(Path.ChangeExtension(file, "pdf"), Path.Combine(keep, language + ".pdf"), overwrite: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
