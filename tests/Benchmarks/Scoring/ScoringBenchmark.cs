using System.Diagnostics;
using System.Globalization;
using Domain.Notifications;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Scoring;

namespace Benchmarks.Scoring;

/// <summary>
/// Computing and freezing a month's cards as the job does it, beside the plainest aggregate over the same intervals: their number and lengths by supplier,
/// state and cause. Both take turns at the same database.
/// </summary>
internal static class ScoringBenchmark
{
    private static readonly ScoreMonth Month = new(2026, 11);

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        var (suppliers, devices, intervals) = quick ? (20, 1_000, 200_000) : (200, 10_000, 2_000_000);
        await using var world = await PortalWorld.CreateAsync(now: Month.ClosesAt + ScoreRuns.Settling);
        await ScoredCity.FillAsync(world, suppliers, devices, intervals / devices, Month);
        Print($"{suppliers} suppliers, {devices:N0} devices, {intervals:N0} intervals; median (lowest-highest)");
        List<double> jobs = [], aggregates = [];
        var peak = 0L;
        for (var turn = 0; turn <= 7; turn++)
        {
            await ForgetAsync(world);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            // The kernel's own mark of the most memory that the process has had, set back to the present.
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
            var watch = Stopwatch.StartNew();
            var done = await world.Get<ScoreRuns>().RunAsync();
            var job = watch.Elapsed.TotalMilliseconds;
            if (done != suppliers) throw new InvalidOperationException($"{done} cards instead of {suppliers}.");
            var memory = PeakBytes();
            watch.Restart();
            await AggregateAsync(world);
            var aggregate = watch.Elapsed.TotalMilliseconds;
            // The first one compiles and fills the server's memory.
            if (turn == 0) continue;
            jobs.Add(job);
            aggregates.Add(aggregate);
            peak = Math.Max(peak, memory);
        }

        Console.WriteLine();
        Console.WriteLine("| computed and frozen, ms | aggregate, ms | ratio | peak memory of the process |");
        Console.WriteLine("| ---: | ---: | ---: | ---: |");
        Print($"| {Times(jobs)} | {Times(aggregates)} | {jobs.Zip(aggregates, (j, a) => j / a).Median():F2} | {peak / 1_000_000} MB |");
        await using var db = world.Open();
        var scores = await db.Set<Scorecard>().Select(c => c.Score).ToListAsync();
        var deductions = await db.Set<ScoreDeduction>().CountAsync();
        Print($"scores {scores.Min()} to {scores.Max()}, {deductions:N0} deductions, load {Machine.Load}");
    }

    private static async Task AggregateAsync(PortalWorld world)
    {
        await using var db = world.Open();
        var rows = await db.Database.SqlQuery<long>($"""
            SELECT count(*) AS "Value" FROM (
                SELECT d."SupplierId", i."State", i."Cause", count(*), sum(i."Milliseconds")
                FROM "DeviceInterval" i JOIN "Device" d ON d."Id" = i."DeviceId" JOIN "Site" s ON s."Id" = d."SiteId"
                WHERE s."RegionCode" LIKE '4408%' GROUP BY d."SupplierId", i."State", i."Cause") sums
            """).SingleAsync();
        if (rows == 0) throw new InvalidOperationException("There was nothing to add up.");
    }

    private static async Task ForgetAsync(PortalWorld world)
    {
        await using var db = world.Open();
        await db.Set<OutboxMessage>().ExecuteDeleteAsync();
        await db.Set<ScoreDeduction>().ExecuteDeleteAsync();
        await db.Set<ScoreSnapshot>().ExecuteDeleteAsync();
        await db.Set<Scorecard>().ExecuteDeleteAsync();
        await db.Set<ScoreClose>().ExecuteDeleteAsync();
    }

    private static long PeakBytes() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(),
        CultureInfo.InvariantCulture);

    private static string Times(List<double> times) => string.Create(CultureInfo.InvariantCulture, $"{times.Median():N0} ({times.Min():N0}-{times.Max():N0})");

    private static void Print(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
}
