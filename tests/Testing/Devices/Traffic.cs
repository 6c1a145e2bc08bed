using System.Globalization;
using Domain.Devices;
using Infrastructure.Database;

namespace Testing.Devices;

/// <summary>One report of what the devices of a <see cref="Traffic"/> send.</summary>
/// <param name="RecordId">The sender's name of it; sent again it has the same.</param>
/// <param name="Device">Which of the devices, from 0.</param>
public readonly record struct SentReport(string RecordId, int Device, DateTimeOffset At, bool Online);

/// <summary>
/// What devices of some sites report over days: about once a minute, with gaps of their own and of whole sites, and now and then a report that
/// says "offline", also in the same moment as one that says "online". The same seed gives the same reports.
/// </summary>
public static class Traffic
{
    public const int DevicesPerSite = 5;

    /// <summary>As ingest groups what comes in.</summary>
    public const int GroupSize = 500;

    /// <summary>Reports of all devices, as many of each, in order of time.</summary>
    public static IReadOnlyList<SentReport> Of(int sites, int reports, DateTimeOffset start, int seed)
    {
        var random = new Random(seed);
        var each = reports / (sites * DevicesPerSite);
        var days = TimeSpan.FromMinutes(each) * 1.5;
        var sent = new List<SentReport>(reports);
        for (var site = 0; site < sites; site++)
        {
            var cuts = Gaps(random, days, every: TimeSpan.FromHours(12));
            for (var device = 0; device < DevicesPerSite; device++)
                sent.AddRange(OfDevice(random, (site * DevicesPerSite) + device, each, start, [.. cuts, .. Gaps(random, days, every: TimeSpan.FromHours(6))]));
        }

        return [.. sent.OrderBy(report => report.At).ThenBy(report => report.RecordId, StringComparer.Ordinal)];
    }

    /// <summary>Stores a group as ingest does: what is there already is left out, rows and one window per device in one transaction.</summary>
    public static async Task StoreAsync(PortalWorld world, BulkWriter bulk, long source, IReadOnlyList<Device> devices, IEnumerable<SentReport> group)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(bulk);
        ArgumentNullException.ThrowIfNull(devices);
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sent = group.DistinctBy(report => report.RecordId).ToList();
        var batch = BulkWriter.BeginBatch(db);
        var names = sent.ConvertAll(report => new GivenName(source, report.RecordId));
        var known = bulk.AddLookup<DeviceStatusReport>(batch, nameof(DeviceStatusReport.SourceId), nameof(DeviceStatusReport.RecordId), names);
        await batch.RunAsync(default);
        sent.RemoveAll(report => known.Contains(new GivenName(source, report.RecordId)));
        var now = world.Clock.GetUtcNow();
        var rows = sent.ConvertAll(report => new DeviceStatusReport(new DeviceStatusFacts
        {
            SourceId = source,
            RecordId = report.RecordId,
            DeviceId = devices[report.Device].Id,
            At = report.At,
            Online = report.Online,
            ReceivedAt = now,
        }));
        var windows = Signals.Windows(sent.Select(report => (devices[report.Device].Id, report.At, report.Online))).ToList();
        await bulk.InsertAsync(db, [BulkRows.Of(rows), BulkRows.Of(windows)]);
        await transaction.CommitAsync();
    }

    private static IEnumerable<SentReport> OfDevice(Random random, int device, int count, DateTimeOffset start, List<(TimeSpan From, TimeSpan Until)> gaps)
    {
        var (after, made) = (TimeSpan.Zero, 0);
        while (made < count)
        {
            after += TimeSpan.FromSeconds(random.Next(45, 76));
            foreach (var gap in gaps.Where(gap => gap.From <= after && after < gap.Until)) after = gap.Until;
            var says = random.Next(400);
            yield return Report(online: says > 1);
            // Both at once: "offline" counts.
            if (says == 2 && made < count) yield return Report(online: false);
        }

        SentReport Report(bool online) => new(string.Create(CultureInfo.InvariantCulture, $"{device}-{made++}"), device, start + after, online);
    }

    private static List<(TimeSpan From, TimeSpan Until)> Gaps(Random random, TimeSpan time, TimeSpan every)
    {
        var gaps = new List<(TimeSpan From, TimeSpan Until)>();
        for (var at = Upto(every); at < time; at += Upto(2 * every)) gaps.Add((at, at += TimeSpan.FromMinutes(random.Next(2, 90))));
        return gaps;

        // Whole seconds, so that a database takes nothing off a moment.
        TimeSpan Upto(TimeSpan most) => TimeSpan.FromSeconds(random.Next((int)most.TotalSeconds));
    }
}
