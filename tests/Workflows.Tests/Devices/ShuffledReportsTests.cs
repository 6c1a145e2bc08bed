using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Devices;

namespace Workflows.Tests.Devices;

/// <summary>
/// Many reports of fifty devices, stored in groups as ingest stores them and settled in between: once in their order while time goes by, once
/// long afterwards, shuffled and with a fifth of them sent twice. A million at length.
/// </summary>
public sealed class ShuffledReportsTests : OnlineTest
{
    private const int Sites = 10;
    private const int Rounds = 20;

    private static readonly int Reports = LongRun.Count(usual: 20_000, atLength: 1_000_000);

    [Fact]
    public async Task Settle_ManyReportsShuffledAndRepeated_GivesTheIntervalsOfTheOrderedRun()
    {
        var sent = Traffic.Of(Sites, Reports, Start, seed: 20261127);
        var (ordered, shuffled) = (await DevicesAsync(), await DevicesAsync());

        await SendAsync(source: 1, ordered, [.. sent.Chunk(Traffic.GroupSize)], inTime: true);
        World.Clock.MoveTo(sent[^1].At.AddMinutes(10));
        await SendAsync(source: 2, shuffled, [.. Shuffled(sent).Chunk(Traffic.GroupSize)], inTime: false);
        await Signals.SettleAsync();

        var (expected, found) = (await AllIntervalsAsync(ordered), await AllIntervalsAsync(shuffled));
        expected.Sum(intervals => intervals.Count).ShouldBeGreaterThan(Reports / 200, "there are gaps to be found");
        for (var d = 0; d < ordered.Count; d++) found[d].ShouldBe(expected[d], $"device {d}");
        var recomputed = Recomputed(sent);
        for (var d = 0; d < ordered.Count; d++) expected[d].ShouldBe(recomputed[d], $"device {d}");
        await using var db = World.Open();
        (await db.Set<DeviceStatusReport>().CountAsync(r => r.SourceId == 2)).ShouldBe(sent.Count);
        (await db.Set<SignalWindow>().CountAsync()).ShouldBe(0);
    }

    private async Task<List<Device>> DevicesAsync()
    {
        List<Device> devices = [];
        for (var site = 0; site < Sites; site++) devices.AddRange(await Signals.DevicesAsync(Traffic.DevicesPerSite, await World.SiteAsync()));
        return devices;
    }

    /// <summary>Group by group, settled so often between them.</summary>
    private async Task SendAsync(long source, List<Device> devices, IReadOnlyList<SentReport[]> groups, bool inTime)
    {
        var bulk = World.Get<BulkWriter>();
        var each = Math.Max(1, groups.Count / Rounds);
        for (var i = 0; i < groups.Count; i++)
        {
            if (inTime) World.Clock.MoveTo(groups[i][^1].At);
            await Traffic.StoreAsync(World, bulk, source, devices, groups[i]);
            if (i % each == each - 1) await Signals.SettleAsync();
        }
    }

    private static List<SentReport> Shuffled(IReadOnlyList<SentReport> sent)
    {
        var random = new Random(7);
        SentReport[] mixed = [.. sent, .. sent.OrderBy(_ => random.Next()).Take(sent.Count / 5)];
        random.Shuffle(mixed);
        return [.. mixed];
    }

    private async Task<List<List<IntervalFacts>>> AllIntervalsAsync(List<Device> devices)
    {
        await using var db = World.Open();
        var ids = devices.ConvertAll(d => d.Id);
        var rows = (await db.Set<DeviceInterval>().AsNoTracking().Where(i => ids.Contains(i.DeviceId)).OrderBy(i => i.From).ToListAsync()).ToLookup(i => i.DeviceId);
        return ids.ConvertAll(id => rows[id].Select(i => i.Facts).ToList());
    }

    /// <summary>What the rules make of all reports at once, without a database.</summary>
    private List<IReadOnlyList<IntervalFacts>> Recomputed(IReadOnlyList<SentReport> sent)
    {
        var signs = sent.ToLookup(r => r.Device, r => new DeviceSign(r.At, r.Online));
        var service = new Domain.Values.Period(Start, DateTimeOffset.MaxValue);
        return
        [
            .. Enumerable.Range(0, Sites).SelectMany(site =>
            {
                var devices = Enumerable.Range(site * Traffic.DevicesPerSite, Traffic.DevicesPerSite).ToList();
                var tracks = devices.ConvertAll(d => new DeviceTrack(d, Presence.Of(signs[d], Start), [service]));
                var timeline = SiteTimeline.Of(tracks, [], Start, Now);
                return devices.Select(d => timeline.Intervals[d]);
            }),
        ];
    }
}
