using Domain.Devices;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Tests.Devices;

/// <summary>The history of stream sizes is that of all reports in order of time, however they came.</summary>
public sealed class StreamHistoryTests : OnlineTest
{
    private static readonly StreamSize[] Sizes = [new(1920, 1080), new(1280, 720), new(2560, 1440)];

    [Fact]
    public async Task Settle_ReportsInAnyOrder_KeepsOnlyTheChangesOfThemAll()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var device = (await Signals.DevicesAsync(1))[0];
            var registered = Now;
            World.Clock.Advance(TimeSpan.FromHours(2));
            var reports = Enumerable.Range(0, 24)
                .Select(i => (At: registered.AddMinutes(random.Next(1, 100)), Main: Size(random, 5), Sub: Size(random, 2), Name: $"{seed}-{i:D2}")).ToList();

            // In groups of a few, with windows that reach from the first to the last, as machines send what they kept.
            foreach (var group in reports.OrderBy(_ => random.Next()).Chunk(random.Next(1, 6)))
            {
                await StoreAsync(device, group);
                if (random.Next(3) > 0) await Signals.SettleAsync();
            }

            await Signals.SettleAsync();

            await using var db = World.Open();
            var stored = await db.Set<StreamChange>().AsNoTracking().Where(c => c.DeviceId == device.Id).OrderBy(c => c.At).ToListAsync();
            foreach (var stream in Enum.GetValues<StreamKind>())
            {
                stored.Where(c => c.Stream == stream).Select(c => (c.At, c.Size))
                    .ShouldBe(Changes(reports.Select(r => (r.At, stream == StreamKind.Main ? r.Main : r.Sub, r.Name))), customMessage: $"seed {seed}, {stream}");
            }
        }
    }

    private static StreamSize? Size(Random random, int outOf) => random.Next(outOf) == 0 ? null : Sizes[random.Next(random.Next(1, Sizes.Length + 1))];

    private static List<(DateTimeOffset, StreamSize)> Changes(IEnumerable<(DateTimeOffset At, StreamSize? Size, string Name)> reports)
    {
        var changes = new List<(DateTimeOffset At, StreamSize Size)>();
        foreach (var moment in reports.Where(r => r.Size is not null).GroupBy(r => r.At).OrderBy(g => g.Key))
        {
            var size = moment.OrderBy(r => r.Name, StringComparer.Ordinal).Last().Size!;
            if (changes.Count == 0 || changes[^1].Size != size) changes.Add((moment.Key, size));
        }

        return changes;
    }

    private async Task StoreAsync(Device device, IReadOnlyCollection<(DateTimeOffset At, StreamSize? Main, StreamSize? Sub, string Name)> group)
    {
        await using var db = World.Open();
        db.AddRange(group.Select(r => new DeviceStatusReport(new DeviceStatusFacts
        {
            SourceId = 1,
            RecordId = r.Name,
            DeviceId = device.Id,
            At = r.At,
            Online = true,
            ReceivedAt = Now,
            Main = r.Main,
            Sub = r.Sub,
        })));
        db.Add(new SignalWindow(device.Id, group.Min(r => r.At), group.Max(r => r.At)));
        await db.SaveChangesAsync();
    }
}
