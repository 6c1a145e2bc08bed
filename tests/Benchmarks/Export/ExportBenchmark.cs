using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Export;

/// <summary>
/// 100,000 rows of 10 columns streamed, beside the same rows by ClosedXML (aim: 8 times faster, under 100 MB); and the workbook of a month with 200
/// suppliers (aim: under 10 s). Each turn is a process of its own, whose greatest size the kernel tells.
/// </summary>
internal static class ExportBenchmark
{
    private const int Turns = 5;
    private const int TurnsOfQuick = 2;
    private const int Rows = 100_000;
    private const int Suppliers = 200;

    public static async Task RunAsync(bool quick)
    {
        var turns = quick ? TurnsOfQuick : Turns;
        var (streamed, whole, month) = (new List<Turn>(), new List<Turn>(), new List<Turn>());
        for (var i = 0; i < turns; i++)
        {
            streamed.Add(await TurnAsync(ExportTurn.Streamed, Rows));
            whole.Add(await TurnAsync(ExportTurn.ClosedXml, Rows));
            month.Add(await TurnAsync(ExportTurn.Month, Suppliers));
        }

        var ratios = streamed.Zip(whole, (fast, slow) => slow.Seconds / fast.Seconds).Order().ToList();
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rows:#,0} rows x {ExportTurn.Columns} columns; median (lowest-highest) of {turns} turns; load {Machine.Load}"));
        Console.WriteLine();
        Console.WriteLine("| | seconds | of a processor | peak memory of the process, MB | file, MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Console.WriteLine(Line("streamed (aim: under 100 MB)", streamed));
        Console.WriteLine(Line("ClosedXML", whole));
        Console.WriteLine(Line($"monthly workbook of {Suppliers} suppliers, ClosedXML (aim: under 10 s)", month));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"streamed is {ratios.Median():F1} times faster ({ratios[0]:F1}-{ratios[^1]:F1}), aim 8"));
    }

    private static string Line(string name, List<Turn> turns)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Spread(t => t.Seconds)} | {Spread(t => t.ProcessorSeconds)} | {turns.Max(t => t.PeakMegabytes):F0} | {turns[0].FileMegabytes:F1} |");

        string Spread(Func<Turn, double> figure) =>
            string.Create(CultureInfo.InvariantCulture, $"{turns.Select(figure).Median():F2} ({turns.Min(figure):F2}-{turns.Max(figure):F2})");
    }

    private static async Task<Turn> TurnAsync(string way, int size)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [ExportTurn.Role, way, size.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var figures = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The turn {way} failed.");
        return new Turn(Number(figures[0]), Number(figures[1]), Number(figures[2]), Number(figures[3]));

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private sealed record Turn(double Seconds, double ProcessorSeconds, double PeakMegabytes, double FileMegabytes);
}
