using System.Diagnostics;
using System.Globalization;
using ClosedXML.Excel;
using Infrastructure.Spreadsheets;
using Testing.Reports;
using Workflows.Reports;

namespace Benchmarks.Export;

/// <summary>One turn of <see cref="ExportBenchmark"/>, in its own process: writes once, and says how long it took and how large the process was.</summary>
internal static class ExportTurn
{
    public const string Role = "--export-turn";
    public const string Streamed = "streamed";
    public const string ClosedXml = "closedxml";
    public const string Month = "month";
    public const int Columns = 10;

    /// <summary>What the compiler needs to have seen.</summary>
    private const int WarmUp = 2_000;
    private const double Megabyte = 1024 * 1024;

    private static readonly DateTime Start = new(2026, 11, 1, 8, 0, 0, DateTimeKind.Unspecified);

    public static async Task RunAsync(string way, int size)
    {
        await WriteAsync(way, way == Month ? 2 : WarmUp);
        var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var bytes = await WriteAsync(way, size);
        var (elapsed, processor) = (watch.Elapsed, Environment.CpuUsage.TotalTime - used);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F3} {processor.TotalSeconds:F3} {Peak() / Megabyte:F1} {bytes / Megabyte:F2}"));
    }

    private static async Task<long> WriteAsync(string way, int size) => way switch
    {
        Streamed => await StreamAsync(size),
        ClosedXml => Whole(size),
        Month => MonthWorkbook.OfMonth(SampleReports.Of(size), ReportTexts.Chinese).Length,
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };

    private static async Task<long> StreamAsync(int rows)
    {
        await using var target = new Counting();
        await using var writer = await SheetWriter.CreateAsync(target, "List", [.. Enumerable.Range(1, Columns).Select(i => new SheetColumn($"Column {i}", 20))]);
        for (var i = 0; i < rows; i++)
        {
            await writer.WriteAsync(
            [
                SheetCell.Of(Start.AddSeconds(i)), SheetCell.Of(Text("工地", i, 97)), SheetCell.Of(Text("GD2026", i, 5000)), SheetCell.Of(i % 4), SheetCell.Of(Text("方向", i, 2)),
                SheetCell.Of(Text("粤G", i, 80_000)), SheetCell.Of(Text("=SUM", i, 11)), SheetCell.Of(i * 0.5), SheetCell.Of(Text("SHCWS", i, rows)), SheetCell.Of((string?)null),
            ]);
        }

        await writer.CompleteAsync();
        return target.Written;
    }

    /// <summary>As its documentation says it: a cell at a time, then saved.</summary>
    private static long Whole(int rows)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("List");
        for (var column = 1; column <= Columns; column++) sheet.Cell(1, column).SetValue($"Column {column}");
        for (var i = 0; i < rows; i++)
        {
            var row = i + 2;
            sheet.Cell(row, 1).SetValue(Start.AddSeconds(i));
            sheet.Cell(row, 2).SetValue(Text("工地", i, 97));
            sheet.Cell(row, 3).SetValue(Text("GD2026", i, 5000));
            sheet.Cell(row, 4).SetValue(i % 4);
            sheet.Cell(row, 5).SetValue(Text("方向", i, 2));
            sheet.Cell(row, 6).SetValue(Text("粤G", i, 80_000));
            sheet.Cell(row, 7).SetValue(Text("=SUM", i, 11));
            sheet.Cell(row, 8).SetValue(i * 0.5);
            sheet.Cell(row, 9).SetValue(Text("SHCWS", i, rows));
        }

        using var target = new MemoryStream();
        book.SaveAs(target);
        return target.Length;
    }

    private static string Text(string prefix, int row, int different) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{row % different:00000}");

    /// <summary>The greatest size that the process had, in bytes.</summary>
    private static long Peak() => long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;

    /// <summary>A response: takes no synchronous writes, and keeps nothing.</summary>
    private sealed class Counting : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous write.");

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
