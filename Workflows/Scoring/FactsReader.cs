using Domain.Devices;
using Domain.Scoring;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Scoring;

/// <summary>
/// Reads the facts of all suppliers of a city at once (or of one), as raw data now stand, up to an instant. Each question is one statement over
/// the city's devices; only what is evidence is brought here, row by row.
/// </summary>
/// <param name="db">Of the caller, in one transaction where the facts must agree with each other.</param>
/// <param name="region">The city's region code.</param>
/// <param name="month">Which month.</param>
/// <param name="asOf">Nothing later is read, UTC.</param>
internal sealed class FactsReader(PortalDbContext db, string? region, ScoreMonth month, DateTimeOffset asOf)
{
    private readonly string _prefix = VisibleSites.Within(region);

    /// <summary>The first moment that is no longer the month's, or no longer known.</summary>
    private readonly DateTimeOffset _until = asOf < month.Until ? asOf : month.Until;

    private readonly Dictionary<long, SupplierFacts> _found = [];

    /// <summary>The facts of every supplier that had a device in service in the month or answers for an outage.</summary>
    /// <param name="supplierId">Only of this one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>By supplier.</returns>
    public async Task<SortedDictionary<long, ScoreFacts>> ReadAsync(long? supplierId = null, CancellationToken cancellationToken = default)
    {
        var devices =
            from device in db.Set<Device>()
            join site in db.Set<Site>() on device.SiteId equals site.Id
            where site.RegionCode.StartsWith(_prefix) && (supplierId == null || device.SupplierId == supplierId)
            select new CityDevice { Id = device.Id, SupplierId = device.SupplierId };
        foreach (var monday in month.Mondays.Where(m => m <= asOf)) await ReadCheckAsync(devices, monday, cancellationToken);
        await ReadOutagesAsync(supplierId, cancellationToken);
        await ReadStreamsAsync(devices, cancellationToken);
        var facts = new SortedDictionary<long, ScoreFacts>();
        foreach (var (supplier, own) in _found) facts[supplier] = own.Facts(month, asOf);
        return facts;
    }

    /// <summary>
    /// The interval of each device that contains the moment: the one that begins last up to it, which the key's index finds without a look at the others.
    /// </summary>
    private async Task ReadCheckAsync(IQueryable<CityDevice> devices, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var intervals = db.Set<DeviceInterval>();
        var rows =
            from device in devices
            let begin = intervals.Where(i => i.DeviceId == device.Id && i.From <= at).Max(i => (DateTimeOffset?)i.From)
            from interval in intervals
            where interval.DeviceId == device.Id && interval.From == begin && (interval.Until == null || interval.Until > at) && interval.State != OnlineState.NotInService
            select new { device.SupplierId, DeviceId = device.Id, interval.State, interval.Cause, interval.From };
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var check = Of(row.SupplierId).CheckAt(at);
            check.InService++;
            if (row is { State: OnlineState.Offline, Cause: OfflineCause.Device or OfflineCause.Network })
                check.Offline.Add(new OfflineDevice(row.DeviceId, row.From, row.Cause.Value));
        }
    }

    private async Task ReadOutagesAsync(long? supplierId, CancellationToken cancellationToken)
    {
        var (begin, until, closed) = (month.From, _until, month.Previous.ClosesAt);
        var own =
            from outage in db.Set<DeviceOutage>().AsNoTracking()
            join site in db.Set<Site>() on outage.SiteId equals site.Id
            where site.RegionCode.StartsWith(_prefix) && (supplierId == null || outage.SupplierId == supplierId) && (outage.End == null || outage.End != OutageEnd.Refuted)
            select outage;
        // Two statements, because each has an index of its own.
        foreach (var outages in new[]
        {
            own.Where(o => o.NoticeSentAt >= begin && o.NoticeSentAt < until),
            own.Where(o => o.NoticeSentAt < begin && (o.RecoveredAt == null || o.RecoveredAt > closed)),
        })
        {
            var rows = outages.Select(o => new { o.Id, o.DeviceId, o.SupplierId, NoticeSentAt = o.NoticeSentAt!.Value, o.RecoveredAt });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                Of(row.SupplierId).Outages.Add(new OutageFacts(row.Id, row.DeviceId, row.NoticeSentAt, row.RecoveredAt < asOf ? row.RecoveredAt : null));
        }
    }

    /// <summary>Of each device in service in the month the sizes last reported before its last moment in service.</summary>
    private async Task ReadStreamsAsync(IQueryable<CityDevice> devices, CancellationToken cancellationToken)
    {
        var (begin, until, over) = (month.From, _until, month.Until);
        var periods = db.Set<DeviceServicePeriod>();
        // A period that begins with the instant itself is the month's, as the check of that moment is.
        var serving = (
            from device in devices
            from period in periods
            where period.DeviceId == device.Id && period.From <= asOf && period.From < over && (period.Until == null || period.Until > begin)
            select new { Device = device, period.From, period.Until })
            .GroupBy(p => new { p.Device.Id, p.Device.SupplierId })
            .Select(g => new ServingDevice
            {
                Id = g.Key.Id,
                SupplierId = g.Key.SupplierId,
                Until = g.Max(p => p.Until == null || p.Until > until ? until : p.Until.Value),
            });
        await foreach (var device in serving.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Of(device.SupplierId).Serving[device.Id] = device.Until;

        // Changes are few, mostly one for each stream; the last one before the device's own end is found here.
        var changes =
            from change in db.Set<StreamChange>().AsNoTracking()
            join device in devices on change.DeviceId equals device.Id
            where change.At < until
            orderby change.DeviceId, change.Stream, change.At
            select new { device.SupplierId, change.DeviceId, change.Stream, change.At, change.Width, change.Height };
        await foreach (var row in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!_found.TryGetValue(row.SupplierId, out var own) || !own.Serving.TryGetValue(row.DeviceId, out var end) || row.At >= end) continue;
            var size = new MeasuredSize(row.Width, row.Height, row.At);
            var streams = own.Streams.GetValueOrDefault(row.DeviceId) ?? new StreamFacts(row.DeviceId, null, null);
            own.Streams[row.DeviceId] = row.Stream == StreamKind.Main ? streams with { Main = size } : streams with { Sub = size };
        }
    }

    private SupplierFacts Of(long supplier)
    {
        if (!_found.TryGetValue(supplier, out var own)) _found[supplier] = own = new SupplierFacts();
        return own;
    }

    private sealed class CityDevice
    {
        public required long Id { get; init; }
        public required long SupplierId { get; init; }
    }

    private sealed class ServingDevice
    {
        public required long Id { get; init; }
        public required long SupplierId { get; init; }
        public required DateTimeOffset Until { get; init; }
    }

    private sealed class Check
    {
        public int InService { get; set; }
        public List<OfflineDevice> Offline { get; } = [];
    }

    /// <summary>What is found of a supplier, in whatever order.</summary>
    private sealed class SupplierFacts
    {
        private readonly SortedDictionary<DateTimeOffset, Check> _checks = [];

        public List<OutageFacts> Outages { get; } = [];
        public Dictionary<long, DateTimeOffset> Serving { get; } = [];
        public Dictionary<long, StreamFacts> Streams { get; } = [];

        public Check CheckAt(DateTimeOffset at)
        {
            if (!_checks.TryGetValue(at, out var check)) _checks[at] = check = new Check();
            return check;
        }

        public ScoreFacts Facts(ScoreMonth month, DateTimeOffset asOf) => new()
        {
            Month = month.Number,
            AsOf = asOf,
            Checks = [.. _checks.Select(c => new MondayCheck(c.Key, c.Value.InService, [.. c.Value.Offline.OrderBy(d => d.DeviceId)]))],
            Outages = [.. Outages.OrderBy(o => o.NoticeSentAt).ThenBy(o => o.OutageId)],
            Streams = [.. Streams.Values.OrderBy(s => s.DeviceId)],
        };
    }
}
