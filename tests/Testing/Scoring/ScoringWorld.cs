using System.Globalization;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Scoring;
using Domain.Sites;
using Domain.Values;

namespace Testing.Scoring;

/// <summary>Raw data of suppliers, stored as the online settler would have left them.</summary>
public sealed class ScoringWorld(PortalWorld world)
{
    private static int _codes;

    /// <summary>Stores the devices of a supplier with all that is known of them.</summary>
    /// <returns>The stored ids by those of the raw data: of devices, and of outages.</returns>
    public async Task<(IReadOnlyDictionary<long, long> Devices, IReadOnlyDictionary<long, long> Outages)> StoreAsync(RawMonth raw, Actor? supplier = null, Site? site = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        await using var db = world.Open();
        var registration = new DeviceRegistration(world.ProjectManager.OrganizationId, raw.Month.From);
        db.Add(registration);
        var devices = new Dictionary<long, Device>();
        foreach (var known in raw.Devices)
        {
            var device = New(known.Intervals[0].From, registration, devices.Count + 1, supplier ?? world.Supplier, site ?? world.Site);
            foreach (var period in known.Service)
            {
                device.PutInService(period.From, ServiceReason.WentLive, null, period.From);
                if (period.Until < DateTimeOffset.MaxValue) device.TakeOutOfService(period.Until, ServiceReason.Suspended, null, period.Until);
            }

            db.Add(device);
            db.AddRange(known.Intervals.Select(i => new DeviceInterval(device.Id, i)));
            var sizes = new Dictionary<StreamKind, StreamSize>();
            foreach (var report in known.Reports.Where(r => sizes.GetValueOrDefault(r.Stream) != r.Size))
            {
                sizes[report.Stream] = report.Size;
                db.Add(new StreamChange(device.Id, report.Stream, report.At, report.Size));
            }

            devices[known.Id] = device;
        }

        var outages = raw.Outages.ToDictionary(o => o.Id, o => Outage(devices[o.DeviceId], o));
        db.AddRange(outages.Values);
        await db.SaveChangesAsync();
        return (devices.ToDictionary(d => d.Key, d => d.Value.Id), outages.ToDictionary(o => o.Key, o => o.Value.Id));
    }

    /// <summary>Some devices of a supplier that were in service and online all the time, but for what is said.</summary>
    /// <param name="month">From its begin on.</param>
    /// <param name="count">How many.</param>
    /// <param name="offlineAtMondays">How many of them were offline at each Monday, in order; less than a day.</param>
    public static RawMonth Online(ScoreMonth month, int count, params IReadOnlyList<int> offlineAtMondays)
    {
        var devices = Enumerable.Range(1, count).Select(id =>
        {
            var edges = month.Mondays.Where((_, i) => i < offlineAtMondays.Count && id <= offlineAtMondays[i]).ToList();
            List<IntervalFacts> intervals = [];
            var from = month.From.AddDays(-1);
            foreach (var monday in edges)
            {
                intervals.Add(new IntervalFacts(from, monday.AddHours(-2), OnlineState.Online, null, PresenceStart.Sign, from));
                intervals.Add(new IntervalFacts(monday.AddHours(-2), monday.AddHours(1), OnlineState.Offline, OfflineCause.Device, PresenceStart.Silence, monday.AddHours(-2)));
                from = monday.AddHours(1);
            }

            intervals.Add(new IntervalFacts(from, null, OnlineState.Online, null, PresenceStart.Sign, from));
            return new RawDevice(id, [new Period(month.From.AddDays(-1), DateTimeOffset.MaxValue)], intervals, []);
        });
        return new RawMonth(month, month.ClosesAt, [.. devices], []);
    }

    private static Device New(DateTimeOffset registeredAt, DeviceRegistration registration, int ordinal, Actor supplier, Site site) => new(new DeviceDeclaration
    {
        SiteId = site.Id,
        RegistrationId = registration.Id,
        Code = Gb28181Code.Parse(string.Create(CultureInfo.InvariantCulture, $"44080300001320{Interlocked.Increment(ref _codes):D6}")),
        SupplierId = supplier.OrganizationId,
        Ordinal = ordinal,
        Position = "Gate",
        Kind = DeviceKind.GateDome,
        Brand = "Brand",
        Model = "Model",
        RegisteredAt = registeredAt,
    });

    private static DeviceOutage Outage(Device device, RawOutage raw)
    {
        var from = (raw.NoticeSentAt ?? raw.RecoveredAt ?? device.RegisteredAt).AddHours(-2);
        var outage = new DeviceOutage(device, new OfflineStretch(from, null, from, OfflineCause.Device, Counts: true, null, Whole: true), from.AddMinutes(30));
        if (raw.NoticeSentAt is { } notice) outage.NoticeSent(notice);
        if (raw.Refuted) outage.Follow(null, TimeSpan.Zero, TimeSpan.Zero, from);
        else if (raw.RecoveredAt is { } recovered)
            outage.Follow(new OfflineStretch(from, recovered, from, OfflineCause.Device, Counts: false, OnlineState.Online, Whole: true), TimeSpan.Zero, TimeSpan.Zero, recovered);
        return outage;
    }
}
