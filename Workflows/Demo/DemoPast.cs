using Domain.Devices;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;
using Workflows.Scoring;

namespace Workflows.Demo;

/// <summary>
/// What is known of the months that are closed: intervals, outages with their notices and stream sizes of the sites that were connected before them, stored as the settler
/// leaves them. The raw reports that they would have come from are not there, as those of real devices are not there after a while.
/// </summary>
internal sealed class DemoPast(IDbContextFactory<PortalDbContext> databases, DemoRegisters registers, DateTimeOffset now)
{
    /// <summary>So many closed months are told of.</summary>
    public const int Months = 3;

    private static readonly OnlineOptions Options = new();

    /// <summary>What fell silent: one device of a supplier, a third of them, or all of its first site at once.</summary>
    private enum Part
    {
        Device,
        Third,
        Site,
    }

    /// <summary>By supplier, month and Monday, each from 0; from so many hours before that Monday's check, for so many hours.</summary>
    private static readonly (int Supplier, int Month, int Monday, Part Part, int Before, int Hours)[] Silences =
    [
        (0, 1, 1, Part.Device, -30, 44),
        (1, 0, 0, Part.Third, 9, 16),
        (1, 2, 0, Part.Device, -24, 132),
        (2, 0, 0, Part.Third, 9, 16), (2, 0, 1, Part.Third, 9, 16),
        (2, 1, 0, Part.Third, 9, 16), (2, 1, 1, Part.Device, 4, 216),
        (2, 2, 0, Part.Third, 9, 16), (2, 2, 1, Part.Third, 9, 16),
        (3, 1, 0, Part.Site, 5, 11),
        (3, 2, 0, Part.Third, 9, 16), (3, 2, 1, Part.Third, 9, 16),
    ];

    /// <summary>The last month whose scores can be closed.</summary>
    public static ScoreMonth Last(DateTimeOffset now)
    {
        var before = ScoreMonth.Of(now).Previous;
        return before.ClosesAt + ScoreRuns.Settling < now ? before : before.Previous;
    }

    /// <summary>The first month that is told of; sites of the past were connected before it.</summary>
    public static ScoreMonth First(DateTimeOffset now) => Last(now).Add(1 - Months);

    /// <summary>From when on machines send: what was before is told here.</summary>
    public static DateTimeOffset Until(DateTimeOffset now) => UtcMicroseconds.Cut(now.AddDays(-1));

    /// <summary>Whether a device was in service before the first month.</summary>
    public static bool Has(Device device, DateTimeOffset now) => device.ServicePeriods.Any(p => p.From < First(now).From);

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var begin = First(now).From;
        var devices = await db.Set<Device>().Include(d => d.State).Include(d => d.ServicePeriods).Where(d => d.ServicePeriods.Any(p => p.From < begin))
            .OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var silent = registers.Of(OrganizationKind.Supplier).Take(DemoStory.Suppliers)
            .SelectMany((supplier, i) => Silent(i, devices.FindAll(d => d.SupplierId == supplier.Organization.Id))).ToLookup(s => s.DeviceId, s => (s.From, s.Until));
        foreach (var site in devices.GroupBy(d => d.SiteId))
        {
            var tracks = site.Select(d => new DeviceTrack(d.Id, Presence(d, [.. silent[d.Id].Order()]), [.. d.ServicePeriods.Select(p => p.Period)])).ToList();
            var timeline = SiteTimeline.Of(tracks, [], site.Min(d => d.RegisteredAt), Until(now));
            foreach (var device in site)
            {
                var intervals = IntervalStore.Apply(db, device.Id, [], timeline.Intervals[device.Id]);
                device.State.Follow(intervals, Until(now));
                await db.AddRangeAsync(OfflineStretch.In(intervals).Select(stretch => Outage(device, stretch)), cancellationToken);
            }
        }

        var cameras = devices.FindAll(d => d.Kind.IsCamera());
        var wrong = cameras.FindAll(d => d.SupplierId == registers.Of(OrganizationKind.Supplier).ElementAt(1).Organization.Id).ElementAtOrDefault(1);
        foreach (var camera in cameras) await db.AddRangeAsync(Streams(camera, camera == wrong), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // Nothing of them waits to be settled: all up to yesterday is.
        var ids = devices.ConvertAll(d => d.Id);
        await db.Set<SignalWindow>().Where(w => ids.Contains(w.DeviceId)).ExecuteDeleteAsync(cancellationToken);
    }

    private IEnumerable<(long DeviceId, DateTimeOffset From, DateTimeOffset Until)> Silent(int supplier, List<Device> devices)
    {
        foreach (var (_, month, monday, part, before, hours) in Silences.Where(s => s.Supplier == supplier))
        {
            var at = First(now).Add(month).Mondays[monday].AddHours(-before);
            var fallen = part switch
            {
                Part.Site => devices.Where(d => d.SiteId == devices[0].SiteId),
                Part.Third => devices.Take((devices.Count + 2) / 3),
                _ => devices.Take(1),
            };
            foreach (var (device, i) in fallen.Select((d, i) => (d, i))) yield return (device.Id, at.AddSeconds(i * 11), at.AddHours(hours).AddSeconds(i * 17));
        }
    }

    /// <summary>Present from the day on which the operator saw it, but for when it was silent.</summary>
    private static List<PresenceStretch> Presence(Device device, IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> silences)
    {
        var seen = device.FirstOnlineAt ?? device.RegisteredAt;
        List<(DateTimeOffset From, PresenceStart Start)> begins =
        [
            (device.RegisteredAt, PresenceStart.Unseen), (seen, PresenceStart.Sign),
            .. silences.SelectMany(s => new[] { (s.From, PresenceStart.Silence), (s.Until, PresenceStart.Sign) }),
        ];
        if (seen == device.RegisteredAt) begins.RemoveAt(0);
        return [.. begins.Select((b, i) => new PresenceStretch(b.From, i + 1 < begins.Count ? begins[i + 1].From : DateTimeOffset.MaxValue, b.Start))];
    }

    /// <summary>Found when it had lasted long enough, announced when the others of the site had been waited for, and over when the device was seen again.</summary>
    private static DeviceOutage Outage(Device device, OfflineStretch stretch)
    {
        var (least, gathering) = (TimeSpan.FromMinutes(Options.OutageMinutes), DeviceStatusReport.Silence);
        var outage = new DeviceOutage(device, stretch with { Until = null }, stretch.Run + least);
        outage.NoticeSent(outage.OpenedAt + gathering);
        if (stretch.Until is not { } until) return outage;
        outage.Follow(stretch, least, TimeSpan.FromHours(Options.RecoveryHours), until);
        outage.RecoverySent(until + gathering);
        return outage;
    }

    /// <summary>A camera's streams as they were first reported; one was set up wrongly in the last month, and nobody has noticed until yesterday.</summary>
    private IEnumerable<StreamChange> Streams(Device device, bool wrong)
    {
        var (main, sub, since) = (new StreamSize(2560, 1440), new StreamSize(704, 576), device.FirstOnlineAt ?? device.RegisteredAt);
        yield return new StreamChange(device.Id, StreamKind.Main, since, main);
        yield return new StreamChange(device.Id, StreamKind.Sub, since, sub);
        if (wrong) yield return new StreamChange(device.Id, StreamKind.Main, Last(now).From.AddDays(9).AddHours(6), main = new StreamSize(1280, 720));
        device.State.SeeMain(main, Until(now));
        device.State.SeeSub(sub, Until(now));
    }
}
