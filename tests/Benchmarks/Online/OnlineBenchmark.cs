using System.Diagnostics;
using System.Globalization;
using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Devices;

namespace Benchmarks.Online;

/// <summary>
/// Settling groups of reports, as they come in, beside a recomputation that knows no windows: it reads every report of the devices again and
/// writes all their intervals anew. Both take turns at the same devices, and must find the same intervals. Only settling and recomputing is
/// measured, not storing.
/// </summary>
internal static class OnlineBenchmark
{
    private const int Sites = 10;
    private const int Source = 1;

    public static async Task RunAsync(bool quick)
    {
        using var server = PrivateServer.Start();
        Environment.SetEnvironmentVariable("PORTAL_TEST_POSTGRES", server.ConnectionString);
        var turns = quick ? 5 : 15;
        Console.WriteLine($"{Sites * Traffic.DevicesPerSite} devices at {Sites} sites, {turns} groups of {Traffic.GroupSize} reports; median (lowest-highest)");
        Console.WriteLine();
        Console.WriteLine("| reports stored before | settled, reports per second | recomputed, reports per second | ratio |");
        Console.WriteLine("| ---: | ---: | ---: | ---: |");
        foreach (var stored in quick ? [0, 20_000] : new[] { 0, 20_000, 200_000, 1_000_000 }) await RunAsync(stored, turns);
    }

    private static async Task RunAsync(int stored, int turns)
    {
        await using var world = await PortalWorld.CreateAsync();
        var (signals, bulk) = (new Signals(world), world.Get<BulkWriter>());
        List<Device> devices = [];
        for (var site = 0; site < Sites; site++) devices.AddRange(await signals.DevicesAsync(Traffic.DevicesPerSite, await world.SiteAsync()));
        // Of the last few groups some devices have sent all of theirs; the groups before those are like any other.
        var sent = Traffic.Of(Sites, stored + (2 * (turns + 1) * Traffic.GroupSize), world.Clock.GetUtcNow(), seed: 1);
        foreach (var group in sent.Take(stored).Chunk(20 * Traffic.GroupSize))
        {
            world.Clock.MoveTo(group[^1].At);
            await Traffic.StoreAsync(world, bulk, Source, devices, group);
            await signals.SettleAsync();
        }

        List<double> settled = [], recomputed = [];
        foreach (var (group, turn) in sent.Skip(stored).Chunk(Traffic.GroupSize).Take(turns + 1).Select((group, turn) => (group, turn)))
        {
            world.Clock.MoveTo(group[^1].At);
            await Traffic.StoreAsync(world, bulk, Source, devices, group);
            var ofSettler = await TimeAsync(signals.SettleAsync);
            var ofRecomputation = await TimeAsync(() => RecomputeAsync(world, devices, write: true));
            // The first one compiles.
            if (turn == 0) continue;
            settled.Add(group.Length / ofSettler);
            recomputed.Add(group.Length / ofRecomputation);
        }

        await signals.SettleAsync();
        await RecomputeAsync(world, devices, write: false);
        Print($"| {stored:N0} | {Rates(settled)} | {Rates(recomputed)} | {settled.Zip(recomputed, (s, r) => s / r).Median():F1} |");
    }

    /// <summary>Without writing it compares what is stored with what it finds.</summary>
    private static async Task<int> RecomputeAsync(PortalWorld world, List<Device> devices, bool write)
    {
        var now = world.Clock.GetUtcNow();
        foreach (var site in devices.GroupBy(d => d.SiteId))
        {
            await using var db = world.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var ids = site.Select(d => d.Id).ToList();
            var service = (await db.Set<Device>().AsNoTracking().Include(d => d.ServicePeriods).Where(d => ids.Contains(d.Id)).ToListAsync())
                .ToDictionary(d => d.Id, d => d.ServicePeriods.Select(p => p.Period).ToList());
            var signs = (await db.Set<DeviceStatusReport>().Where(r => ids.Contains(r.DeviceId) && r.At <= now).Select(r => new { r.DeviceId, r.At, r.Online }).ToListAsync())
                .ToLookup(r => r.DeviceId, r => new DeviceSign(r.At, r.Online));
            var begin = site.Min(d => d.RegisteredAt);
            var timeline = SiteTimeline.Of([.. site.Select(d => new DeviceTrack(d.Id, Presence.Of(signs[d.Id], begin), service[d.Id]))], [], begin, now);
            if (write)
            {
                await db.Set<DeviceInterval>().Where(i => ids.Contains(i.DeviceId)).ExecuteDeleteAsync();
                db.AddRange(ids.SelectMany(id => timeline.Intervals[id].Select(facts => new DeviceInterval(id, facts))));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                continue;
            }

            var found = (await db.Set<DeviceInterval>().AsNoTracking().Where(i => ids.Contains(i.DeviceId)).OrderBy(i => i.From).ToListAsync()).ToLookup(i => i.DeviceId, i => i.Facts);
            if (ids.Exists(id => !timeline.Intervals[id].SequenceEqual(found[id]))) throw new InvalidOperationException("The two sides find different intervals.");
        }

        return devices.Count;
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> TimeAsync(Func<Task<int>> act)
    {
        var watch = Stopwatch.StartNew();
        if (await act() == 0) throw new InvalidOperationException("There was nothing to do.");
        return watch.Elapsed.TotalSeconds;
    }

    private static string Rates(List<double> rates) => string.Create(CultureInfo.InvariantCulture, $"{rates.Median():N0} ({rates.Min():N0}-{rates.Max():N0})");

    private static void Print(FormattableString row) => Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
}
