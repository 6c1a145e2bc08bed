using System.Globalization;
using Benchmarks;
using Benchmarks.Captures;
using Benchmarks.Dust;
using Benchmarks.Engine;
using Benchmarks.Export;
using Benchmarks.Ingest;
using Benchmarks.Insights;
using Benchmarks.Online;
using Benchmarks.Scoring;

if (args is [IngestServer.Role, .. var arguments])
{
    await IngestServer.RunAsync(arguments);
    return 0;
}

if (args is [ExportTurn.Role, var way, var size])
{
    await ExportTurn.RunAsync(way, int.Parse(size, CultureInfo.InvariantCulture));
    return 0;
}

var groups = new Dictionary<string, Func<bool, Task>>(StringComparer.Ordinal)
{
    ["engine"] = EngineBenchmark.RunAsync,
    ["captures"] = CapturesBenchmark.RunAsync,
    ["ingest"] = IngestBenchmark.RunAsync,
    ["ingest-64"] = quick => IngestBenchmark.SinglesAsync(quick, 64),
    ["ingest-256"] = quick => IngestBenchmark.SinglesAsync(quick, 256),
    ["ingest-1024"] = quick => IngestBenchmark.SinglesAsync(quick, 1024),
    ["ingest-batches"] = IngestBenchmark.BatchesAsync,
    ["online"] = OnlineBenchmark.RunAsync,
    ["dust"] = DustBenchmark.RunAsync,
    ["export"] = ExportBenchmark.RunAsync,
    ["scoring"] = ScoringBenchmark.RunAsync,
    ["dashboard"] = DashboardBenchmark.RunAsync,
};
var quick = args.Contains("--quick");
var chosen = args.Where(argument => argument != "--quick").ToList();
if (chosen.Count == 0 || chosen.Exists(name => !groups.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/Benchmarks -- GROUP... [--quick]   groups: {string.Join(", ", groups.Keys)}");
    return 2;
}

Machine.Print();
foreach (var name in chosen) await groups[name](quick);
return 0;
