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

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        await using var world = await PortalWorld.CreateAsync(now: TimeProvider.System.GetUtcNow());
        var machines = new IngestWorld(world);
        var key = await machines.KeyAsync();
        var devices = await machines.DevicesAsync(Devices);
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.Database.ConnectionString) { MaxPoolSize = 10 }.ConnectionString);
        await MakeBareTableAsync(database);

        var sender = new SignedSender(new HttpClient(), key.KeyId, key.Secret);
        var seconds = TimeSpan.FromSeconds(quick ? 3 : 8);
        var turns = quick ? 3 : 7;
        Console.WriteLine($"{Devices} devices, {seconds.TotalSeconds:F0} s a turn, {turns} turns; median (lowest-highest)");
        Console.WriteLine();
        Console.WriteLine("Single records, requests per second");
        Console.WriteLine("| at once | signed | bare | signed/bare | unsigned | signed/unsigned | p50, p99 ms signed | bare |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var connections in new[] { 64, 256, 1024 }) await SinglesAsync(world, key.KeyId, sender, database, devices, connections, seconds, turns);

        Console.WriteLine();
        Console.WriteLine($"Batches of {BatchSize}, records per second");
        Console.WriteLine("| at once | signed | COPY | signed/COPY | p50, p99 ms signed |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach (var connections in new[] { 16, 64 }) await BatchesAsync(world, key.KeyId, sender, database, devices, connections, seconds, turns);
    }

    private static async Task SinglesAsync(
        PortalWorld world, string keyId, SignedSender sender, NpgsqlDataSource database, IReadOnlyList<Device> devices, int connections, TimeSpan seconds, int turns)
    {
        using var portal = await StartAsync(world, keyId, bareConnections: Math.Min(connections, 100));
        List<LoadResult> signed = [], bare = [], unsigned = [];
        for (var turn = -1; turn < turns; turn++)
        {
            var requests = new IngestRequests(sender, [.. devices.Select(d => (d.Id, d.Code))], Guid.NewGuid().ToString("N")[..8]);
            var time = turn < 0 ? WarmUp : seconds;
            var count = (int)(time.TotalSeconds * 25_000);
            await EmptyAsync(database);
            var ofBare = await LoadGenerator.RunAsync(Port, requests.Bare(count), "\"accepted\":1", connections, time);
            await EmptyAsync(database);
            var ofUnsigned = await LoadGenerator.RunAsync(Port, requests.Unsigned(count, 1), "\"accepted\":1,", connections, time);
            await EmptyAsync(database);
            var ofSigned = await LoadGenerator.RunAsync(Port, requests.Signed(count, 1), "\"accepted\":1,", connections, time);
            if (turn < 0) continue;
            signed.Add(ofSigned);
            bare.Add(ofBare);
            unsigned.Add(ofUnsigned);
        }

        Print($"| {connections} | {Rates(signed)} | {Rates(bare)} | {Ratio(signed, bare):F2} | {Rates(unsigned)} | {Ratio(signed, unsigned):F2} | {Latency(signed)} | {Latency(bare)} |");
    }

    private static async Task BatchesAsync(
        PortalWorld world, string keyId, SignedSender sender, NpgsqlDataSource database, IReadOnlyList<Device> devices, int connections, TimeSpan seconds, int turns)
    {
        using var portal = await StartAsync(world, keyId, bareConnections: 1);
        List<LoadResult> signed = [];
        List<double> copied = [];
        for (var turn = -1; turn < turns; turn++)
        {
            var run = Guid.NewGuid().ToString("N")[..8];
            var requests = new IngestRequests(sender, [.. devices.Select(d => (d.Id, d.Code))], run);
            var time = turn < 0 ? WarmUp : seconds;
            await EmptyAsync(database);
            // The better of one and two connections, so that the baseline has the machine's cores too.
            var ofCopy = await CopyBaseline.RunAsync(database, [.. devices.Select(d => d.Id)], run, CopyRows, 1, time);
            await EmptyAsync(database);
            ofCopy = Math.Max(ofCopy, await CopyBaseline.RunAsync(database, [.. devices.Select(d => d.Id)], run, CopyRows, 2, time));
            await EmptyAsync(database);
            var ofSigned = await LoadGenerator.RunAsync(Port, requests.Signed((int)(time.TotalSeconds * 1_000), BatchSize), $"\"accepted\":{BatchSize},", connections, time);
            if (turn < 0) continue;
            signed.Add(ofSigned with { PerSecond = ofSigned.PerSecond * BatchSize });
            copied.Add(ofCopy);
        }

        var ratio = signed.Zip(copied, (s, c) => s.PerSecond / c).Median();
        Print($"| {connections} | {Rates(signed)} | {copied.Median():F0} ({copied.Min():F0}-{copied.Max():F0}) | {ratio:F2} | {Latency(signed)} |");
    }

    private static async Task<Process> StartAsync(PortalWorld world, string keyId, int bareConnections)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(IngestBenchmark).Assembly.Location);
        foreach (var argument in (string[])[IngestServer.Role, world.Database.ConnectionString, $"{Port}", world.FilesRoot, keyId, $"{bareConnections}"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == IngestServer.Ready) return process;
            Console.Error.WriteLine(line);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    private static async Task MakeBareTableAsync(NpgsqlDataSource database)
    {
        // Columns, keys and indexes alike; a foreign key the table has not.
        await using var command = database.CreateCommand("""CREATE TABLE "BareStatusReport" (LIKE "DeviceStatusReport" INCLUDING ALL)""");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task EmptyAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""TRUNCATE "BareStatusReport", "DeviceStatusReport", "SignalWindow", "UsedNonce", "RequestLogEntry" """);
        await command.ExecuteNonQueryAsync();
    }

    private static void Print(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));

    private static FormattableString Latency(List<LoadResult> results) => $"{results.Select(r => r.P50).Median():F0}, {results.Select(r => r.P99).Median():F0}";

    private static FormattableString Rates(List<LoadResult> results) =>
        $"{results.Select(r => r.PerSecond).Median():F0} ({results.Min(r => r.PerSecond):F0}-{results.Max(r => r.PerSecond):F0})";

    private static double Ratio(List<LoadResult> over, List<LoadResult> under) => over.Zip(under, (a, b) => a.PerSecond / b.PerSecond).Median();
}
