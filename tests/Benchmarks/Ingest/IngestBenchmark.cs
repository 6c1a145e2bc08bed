using System.Diagnostics;
using System.Globalization;
using Domain.Devices;
using Npgsql;
using Testing;
using Testing.Ingest;

namespace Benchmarks.Ingest;

/// <summary>
/// Uploads on loopback with durable commits: signed single records beside a bare endpoint that inserts one row per request, signed beside
/// unsigned, and signed batches beside raw COPY of the same rows. The sides take turns; medians over the turns are printed.
/// </summary>
internal static class IngestBenchmark
{
    private const int Port = 5131;
    private const int Devices = 400;
    private const int BatchSize = 100;
    private const int CopyRows = 10_000;

    /// <summary>Until little is left to compile: on a small machine the compiler takes from both sides, but from the longer one more.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    /// <summary>Everything; the parts below fit into a few quiet minutes each.</summary>
    public static async Task RunAsync(bool quick)
    {
        await SinglesAsync(quick, 64, 256, 1024);
        await BatchesAsync(quick);
    }

    public static async Task SinglesAsync(bool quick, params int[] connections)
    {
        await using var stage = await Stage.SetAsync(quick);
        Console.WriteLine("Single records, requests per second; processor µs of a request: portal + database");
        Console.WriteLine("| at once | signed | bare | signed/bare | unsigned | signed/unsigned | p50, p99 ms signed | bare | µs signed | bare | unsigned |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var count in connections) await SinglesAsync(stage, count);
    }

    public static async Task BatchesAsync(bool quick)
    {
        await using var stage = await Stage.SetAsync(quick);
        Console.WriteLine($"Batches of {BatchSize}, records per second; processor µs of a record: portal + database");
        Console.WriteLine("| at once | signed | COPY | signed/COPY | p50, p99 ms signed | µs signed |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var connections in new[] { 16, 64 }) await BatchesAsync(stage, connections);
    }

    private static async Task SinglesAsync(Stage stage, int connections)
    {
        using var portal = await StartAsync(stage, bareConnections: Math.Min(connections, 100));
        List<Load> signed = [], bare = [], unsigned = [];
        for (var turn = -1; turn < stage.Turns; turn++)
        {
            var requests = stage.Requests();
            var time = turn < 0 ? WarmUp : stage.Time;
            var count = (int)(time.TotalSeconds * 35_000);
            var ofBare = await LoadAsync(stage, portal, requests.Bare(count), "\"accepted\":1", connections, time);
            var ofUnsigned = await LoadAsync(stage, portal, requests.Unsigned(count, 1), "\"accepted\":1,", connections, time);
            var ofSigned = await LoadAsync(stage, portal, requests.Signed(count, 1), "\"accepted\":1,", connections, time);
            if (turn < 0) continue;
            signed.Add(ofSigned);
            bare.Add(ofBare);
            unsigned.Add(ofUnsigned);
        }

        Print($"| {connections} | {Rates(signed)} | {Rates(bare)} | {Ratio(signed, bare):F2} | {Rates(unsigned)} | {Ratio(signed, unsigned):F2} | {Latency(signed)} | {Latency(bare)} | {Costs(signed)} | {Costs(bare)} | {Costs(unsigned)} |");
    }

    private static async Task BatchesAsync(Stage stage, int connections)
    {
        using var portal = await StartAsync(stage, bareConnections: 1);
        List<Load> signed = [];
        List<double> copied = [];
        for (var turn = -1; turn < stage.Turns; turn++)
        {
            var requests = stage.Requests();
            var time = turn < 0 ? WarmUp : stage.Time;
            await EmptyAsync(stage.Database);
            // The better of one and two connections, so that the baseline has the machine's cores too.
            var ofCopy = await CopyBaseline.RunAsync(stage.Database, stage.DeviceIds, requests.Run, CopyRows, 1, time);
            await EmptyAsync(stage.Database);
            ofCopy = Math.Max(ofCopy, await CopyBaseline.RunAsync(stage.Database, stage.DeviceIds, requests.Run, CopyRows, 2, time));
            var ofSigned = await LoadAsync(stage, portal, requests.Signed((int)(time.TotalSeconds * 2_500), BatchSize), $"\"accepted\":{BatchSize},", connections, time);
            if (turn < 0) continue;
            signed.Add(ofSigned.Times(BatchSize));
            copied.Add(ofCopy);
        }

        var ratio = signed.Zip(copied, (s, c) => s.Result.PerSecond / c).Median();
        Print($"| {connections} | {Rates(signed)} | {copied.Median():F0} ({copied.Min():F0}-{copied.Max():F0}) | {ratio:F2} | {Latency(signed)} | {Costs(signed)} |");
    }

    private static async Task<Load> LoadAsync(Stage stage, Process portal, List<byte[]> requests, string expected, int connections, TimeSpan time)
    {
        await EmptyAsync(stage.Database);
        portal.Refresh();
        var (ofPortal, ofDatabase) = (portal.TotalProcessorTime, stage.Server.ProcessorTime);
        var result = await LoadGenerator.RunAsync(Port, requests, expected, connections, time);
        portal.Refresh();
        return new Load(
            result, (portal.TotalProcessorTime - ofPortal).TotalMicroseconds / result.Requests, (stage.Server.ProcessorTime - ofDatabase).TotalMicroseconds / result.Requests);
    }

    private static async Task<Process> StartAsync(Stage stage, int bareConnections)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(IngestBenchmark).Assembly.Location);
        foreach (var argument in (string[])[IngestServer.Role, stage.World.Database.ConnectionString, $"{Port}", stage.World.FilesRoot, stage.KeyId, $"{bareConnections}"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == IngestServer.Ready) return process;
            Console.Error.WriteLine(line);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    private static async Task EmptyAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""TRUNCATE "BareStatusReport", "DeviceStatusReport", "SignalWindow", "UsedNonce", "RequestLogEntry" """);
        await command.ExecuteNonQueryAsync();
    }

    private static void Print(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));

    private static FormattableString Latency(List<Load> loads) => $"{loads.Select(l => l.Result.P50).Median():F0}, {loads.Select(l => l.Result.P99).Median():F0}";

    private static FormattableString Rates(List<Load> loads) =>
        $"{loads.Select(l => l.Result.PerSecond).Median():F0} ({loads.Min(l => l.Result.PerSecond):F0}-{loads.Max(l => l.Result.PerSecond):F0})";

    private static FormattableString Costs(List<Load> loads) => $"{loads.Select(l => l.Portal).Median():F1} + {loads.Select(l => l.Database).Median():F1}";

    private static double Ratio(List<Load> over, List<Load> under) => over.Zip(under, (a, b) => a.Result.PerSecond / b.Result.PerSecond).Median();

    /// <param name="Portal">Processor time per request, microseconds.</param>
    /// <param name="Database">Processor time per request, microseconds.</param>
    private sealed record Load(LoadResult Result, double Portal, double Database)
    {
        /// <summary>Counted by record.</summary>
        public Load Times(int records) => new(Result with { PerSecond = Result.PerSecond * records }, Portal / records, Database / records);
    }

    /// <summary>A server of its own with a portal's data, and the table of the bare endpoint.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private SignedSender _sender = null!;
        private IReadOnlyList<Device> _devices = null!;

        private Stage(PrivateServer server, bool quick)
        {
            Server = server;
            (Time, Turns) = quick ? (TimeSpan.FromSeconds(3), 3) : (TimeSpan.FromSeconds(8), 7);
        }

        public PrivateServer Server { get; }

        public PortalWorld World { get; private set; } = null!;

        public NpgsqlDataSource Database { get; private set; } = null!;

        public string KeyId { get; private set; } = null!;

        public IReadOnlyList<long> DeviceIds { get; private set; } = null!;

        public TimeSpan Time { get; }

        public int Turns { get; }

        public static async Task<Stage> SetAsync(bool quick)
        {
            var stage = new Stage(PrivateServer.Start(), quick);
            Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", stage.Server.ConnectionString);
            stage.World = await PortalWorld.CreateAsync(now: TimeProvider.System.GetUtcNow());
            var machines = new IngestWorld(stage.World);
            var key = await machines.KeyAsync();
            (stage.KeyId, stage._sender) = (key.KeyId, new SignedSender(new HttpClient(), key.KeyId, key.Secret));
            stage._devices = await machines.DevicesAsync(Devices);
            stage.DeviceIds = [.. stage._devices.Select(d => d.Id)];
            stage.Database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(stage.World.Database.ConnectionString) { MaxPoolSize = 10 }.ConnectionString);
            // Columns, keys and indexes alike; a foreign key the table has not.
            await using var command = stage.Database.CreateCommand("""CREATE TABLE "BareStatusReport" (LIKE "DeviceStatusReport" INCLUDING ALL)""");
            await command.ExecuteNonQueryAsync();
            Console.WriteLine();
            Console.WriteLine($"{Devices} devices, {stage.Time.TotalSeconds:F0} s a turn, {stage.Turns} turns; median (lowest-highest)");
            return stage;
        }

        public IngestRequests Requests() => new(_sender, [.. _devices.Select(d => (d.Id, d.Code))], Guid.NewGuid().ToString("N")[..8]);

        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            await World.DisposeAsync();
            Server.Dispose();
        }
    }
}
