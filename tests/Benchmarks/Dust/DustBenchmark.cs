using System.Diagnostics;
using System.Globalization;
using System.Net;
using Domain.Devices;
using Domain.Dust;
using Domain.Sites;
using Infrastructure.Database;
using Npgsql;
using Portal.Dust;
using Testing;
using Testing.Dust;
using Workflows.Dust;

namespace Benchmarks.Dust;

/// <summary>
/// HJ 212 over TCP on loopback with durable commits, beside a socket that answers without reading; and charts of a month of minutes, beside the
/// same aggregate in hand-written SQL. Sides take turns.
/// </summary>
internal static class DustBenchmark
{
    private const int Monitors = 20;
    private const int MonitorsPerSite = 4;
    private const double ChartAim = 200;

    private const string MonthByHand = """
        SELECT date_bin('6 hours', "At", $2) AS step, min("Pm10"), avg("Pm10"), max("Pm10"), count("Pm10")
        FROM "DustReading" WHERE "DeviceId" = $1 AND "At" >= $2 AND "At" < $3 GROUP BY step ORDER BY step
        """;

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        await FramesAsync(quick);
        Console.WriteLine();
        await ChartsAsync(quick);
    }

    private static async Task FramesAsync(bool quick)
    {
        // Limits are not what is measured.
        var settings = new Dictionary<string, string?>
        {
            ["Dust:Port"] = "0",
            ["Dust:ConnectionsPerAddress"] = "5000",
            ["Dust:BytesPerSecond"] = "1e9",
            ["Dust:FramesPerSecond"] = "1e9",
            ["Dust:FrameBurst"] = "1000000000",
        };
        var (turns, seconds) = quick ? (3, 2.0) : (5, 4.0);
        Console.WriteLine($"HJ 212 frames answered per second, {seconds:F0} s a turn, {turns} turns; median (lowest-highest)");
        Console.WriteLine("| instruments | stored and answered | bare socket | ratio | p50, p99 ms | bare |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var instruments in new[] { 16, 128, 512 })
        {
            await using var world = await PortalWorld.CreateAsync(now: TimeProvider.System.GetUtcNow(), settings: settings);
            List<string> numbers = [];
            for (var i = 0; i < instruments; i++) numbers.Add((await world.InstrumentAsync(await world.MonitorAsync(), $"DUST{i:D8}")).Mn);
            await world.Get<DustIntake>().StartAsync(default);
            await world.Get<DustListener>().StartAsync(default);
            var service = (await world.Get<DustListener>().Listening)!;
            using var sink = new BareSink("##0062QN=20261127090000000;ST=91;CN=9014;PW=123456;MN=DUST00000001;Flag=4;CP=&&&&0000\r\n"u8.ToArray());
            await MeasureAsync(instruments, numbers, service, sink.EndPoint, turns, seconds, world.Clock.GetUtcNow().AddDays(-20));
            await world.Get<DustListener>().StopAsync(default);
            await world.Get<DustIntake>().StopAsync(default);
        }
    }

    private static async Task MeasureAsync(int instruments, List<string> numbers, IPEndPoint service, IPEndPoint sink, int turns, double seconds, DateTimeOffset from)
    {
        List<(double PerSecond, double P50, double P99)> taken = [], bare = [];
        for (var turn = -1; turn < turns; turn++)
        {
            var time = TimeSpan.FromSeconds(turn < 0 ? 1 : seconds);
            // More than can be sent.
            var each = (int)(time.TotalSeconds * 60_000 / instruments) + 1;
            var frames = numbers.ConvertAll(mn => Instruments.Frames(mn, each, from.AddHours(turn)));
            var ofSink = await Instruments.RunAsync(sink, frames, time);
            var ofService = await Instruments.RunAsync(service, frames, time);
            if (turn < 0) continue;
            taken.Add(ofService);
            bare.Add(ofSink);
        }

        var ratio = taken.Zip(bare, (t, b) => t.PerSecond / b.PerSecond).Median();
        Print($"| {instruments} | {Rates(taken)} | {Rates(bare)} | {ratio:F2} | {Waits(taken)} | {Waits(bare)} |");
    }

    private static async Task ChartsAsync(bool quick)
    {
        await using var world = await PortalWorld.CreateAsync(now: new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero));
        var period = ChartPeriod.Around(ChartSpan.Month, world.Clock.GetUtcNow());
        List<Device> monitors = [];
        Site? site = null;
        var rows = 0;
        for (var i = 0; i < Monitors; i++)
        {
            if (i % MonitorsPerSite == 0) site = await world.SiteAsync();
            var monitor = await world.MonitorAsync(site);
            monitors.Add(monitor);
            rows += await FillAsync(world, monitor, period);
        }

        var runs = quick ? 20 : 100;
        await using var database = NpgsqlDataSource.Create(world.Database.ConnectionString);
        await using (var analyze = database.CreateCommand("VACUUM ANALYZE \"DustReading\"")) await analyze.ExecuteNonQueryAsync();
        var history = world.Get<DustHistory>();
        List<double> ofMonitor = [], ofSite = [], byHand = [];
        for (var run = -5; run < runs; run++)
        {
            var monitor = monitors[Math.Abs(run) % monitors.Count];
            var one = await TimeAsync(async () => Draw(await history.OfMonitorAsync(world.CountyOfficer, monitor.Id, DustQuantity.Pm10, period)));
            var hand = await TimeAsync(() => ByHandAsync(database, monitor.Id, period));
            var all = await TimeAsync(async () => Draw(await history.OfSiteAsync(world.CountyOfficer, monitor.SiteId, DustQuantity.Pm10, period)));
            if (run < 0) continue;
            ofMonitor.Add(one);
            byHand.Add(hand);
            ofSite.Add(all);
        }

        Print($"Charts of a month, {rows:N0} readings of {Monitors} monitors stored, {runs} runs, ms");
        Console.WriteLine("| chart | p50 | p99 | aim |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Print($"| one monitor, read and drawn | {ofMonitor.Median():F0} | {ofMonitor.Percentile(99):F0} | {ChartAim:F0} |");
        Print($"| one monitor, aggregate in hand-written SQL | {byHand.Median():F0} | {byHand.Percentile(99):F0} | |");
        Print($"| a site's {MonitorsPerSite} monitors, read and drawn | {ofSite.Median():F0} | {ofSite.Percentile(99):F0} | {ChartAim:F0} |");
    }

    /// <summary>A reading every minute.</summary>
    private static async Task<int> FillAsync(PortalWorld world, Device monitor, ChartPeriod period)
    {
        var minutes = (int)(period.Until - period.From).TotalMinutes;
        var readings = Enumerable.Range(0, minutes).Select(i => new DustReading(monitor.Reading(period.From.AddMinutes(i), pm10: 50 + (i % 97), noise: 40 + (i % 31)))).ToList();
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await world.Get<BulkWriter>().InsertAsync(db, [BulkRows.Of(readings)]);
        await transaction.CommitAsync();
        return readings.Count;
    }

    private static int Draw(DustChart chart)
    {
        var paths = new ChartPaths(chart, ChartScale.For(chart));
        return chart.Series.Sum(series => paths.Means(series).Length + paths.Band(series).Length) + paths.Limit().Length;
    }

    private static async Task<int> ByHandAsync(NpgsqlDataSource database, long device, ChartPeriod period)
    {
        await using var command = database.CreateCommand(MonthByHand);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = device });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = period.From });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = period.Until });
        var steps = 0;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) steps++;
        return steps;
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> TimeAsync(Func<Task<int>> act)
    {
        var watch = Stopwatch.StartNew();
        if (await act() == 0) throw new InvalidOperationException("Nothing was read.");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string Rates(List<(double PerSecond, double P50, double P99)> results) => string.Create(
        CultureInfo.InvariantCulture, $"{results.Select(r => r.PerSecond).Median():N0} ({results.Min(r => r.PerSecond):N0}-{results.Max(r => r.PerSecond):N0})");

    private static string Waits(List<(double PerSecond, double P50, double P99)> results) => string.Create(
        CultureInfo.InvariantCulture, $"{results.Select(r => r.P50).Median():F1}, {results.Select(r => r.P99).Median():F1}");

    private static void Print(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
}
