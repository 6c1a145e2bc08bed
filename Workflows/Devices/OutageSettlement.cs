using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>
/// Opens, closes and announces outages of the sites that are being settled, in the settlement's own transaction. A message waits three
/// minutes for the others that fell silent or came back with the first, so that one power cut is one message.
/// </summary>
internal sealed class OutageSettlement(PortalDbContext db, OnlineOptions options, DateTimeOffset now)
{
    private static readonly TimeSpan Gathering = DeviceStatusReport.Silence;

    private readonly TimeSpan _least = TimeSpan.FromMinutes(options.OutageMinutes);
    private readonly TimeSpan _within = TimeSpan.FromHours(options.RecoveryHours);
    private List<DeviceOutage> _outages = [];
    private DateTimeOffset _known;

    /// <param name="devices">Ids of all devices of the sites.</param>
    /// <param name="known">From when on intervals are known.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ReadAsync(List<long> devices, DateTimeOffset known, CancellationToken cancellationToken)
    {
        _known = known;
        _outages = await db.Set<DeviceOutage>()
            .Where(o => devices.Contains(o.DeviceId) && (o.RecoveredAt == null || (o.End != OutageEnd.Refuted && o.RecoveredAt > known)
                || (o.NoticeSentAt != null && o.RecoverySentAt == null && (o.End == OutageEnd.Seen || o.End == OutageEnd.Reported))))
            .OrderBy(o => o.From).ToListAsync(cancellationToken);
    }

    /// <summary>Lets the outages of a device follow its intervals.</summary>
    /// <returns>When the present silence becomes an outage; null when it is one, or there is none.</returns>
    public DateTimeOffset? Follow(Device device, IReadOnlyList<IntervalFacts> intervals)
    {
        var free = OfflineStretch.In(intervals).ToList();
        foreach (var outage in _outages.Where(o => o.DeviceId == device.Id && (o.Open || o.RecoveredAt > _known)))
        {
            var met = free.Find(s => s.From < (outage.RecoveredAt ?? DateTimeOffset.MaxValue) && (s.Until ?? DateTimeOffset.MaxValue) > outage.From);
            if (met is not null) free.Remove(met);
            outage.Follow(met, _least, _within, now);
        }

        if (free.Count == 0 || free[^1] is not { Counts: true } stretch) return null;
        if (stretch.Run + _least > now) return stretch.Run + _least;
        var opened = new DeviceOutage(device, stretch, now);
        db.Add(opened);
        _outages.Add(opened);
        return null;
    }

    /// <summary>Sends what a site's supplier and contractor are to be told now.</summary>
    /// <returns>When there is the next thing to tell; null for nothing.</returns>
    public async Task<DateTimeOffset?> AnnounceAsync(long siteId, IReadOnlyCollection<Device> devices, CancellationToken cancellationToken)
    {
        var own = _outages.FindAll(o => o.SiteId == siteId);
        var offline = own.FindAll(o => o.Open && o.NoticeSentAt is null);
        var back = own.FindAll(o => o.AwaitsRecoveryMessage);
        var offlineAt = offline.Count == 0 ? (DateTimeOffset?)null : offline.Min(o => o.OpenedAt) + Gathering;
        var backAt = back.Count == 0 ? (DateTimeOffset?)null : back.Min(o => o.ClosedAt!.Value) + Gathering;
        if (offlineAt <= now || backAt <= now)
        {
            var site = await db.Set<Site>().AsNoTracking().Include(s => s.Participants).SingleAsync(s => s.Id == siteId, cancellationToken);
            if (offlineAt <= now)
            {
                var network = offline.Count > 1 && offline.TrueForAll(o => o.Cause == OfflineCause.Network);
                foreach (var (recipient, about) in Recipients(site, offline))
                    db.AddRange(OutageNotices.Offline(network, Notice(site, about, devices, about.Min(o => o.From)), recipient, now));
                foreach (var outage in offline) outage.NoticeSent(now);
                offlineAt = null;
            }

            if (backAt <= now)
            {
                foreach (var (recipient, about) in Recipients(site, back))
                    db.AddRange(OutageNotices.Back(Notice(site, about, devices, about.Max(o => o.RecoveredAt!.Value)), recipient, now));
                foreach (var outage in back) outage.RecoverySent(now);
                backAt = null;
            }
        }

        return Earlier(offlineAt, backAt);
    }

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>Each supplier is told of its own devices, the contractor of all.</summary>
    private static IEnumerable<(Recipient Recipient, List<DeviceOutage> About)> Recipients(Site site, List<DeviceOutage> outages)
    {
        foreach (var supplier in outages.GroupBy(o => o.SupplierId)) yield return (Recipient.Holders(supplier.Key, Role.SupplierStaff), [.. supplier]);
        if (site.ParticipantId(OrganizationKind.Contractor) is { } contractor) yield return (Recipient.Holders(contractor, Role.ProjectManager), outages);
    }

    private static OutageNotice Notice(Site site, List<DeviceOutage> about, IReadOnlyCollection<Device> devices, DateTimeOffset moment) =>
        new(site.Id, site.Name, about.Count, moment, Positions(about, devices));

    /// <summary>The first positions; a text message is short.</summary>
    private static string Positions(List<DeviceOutage> about, IReadOnlyCollection<Device> devices)
    {
        const int Named = 5;
        var names = devices.Where(d => about.Exists(o => o.DeviceId == d.Id)).OrderBy(d => d.Ordinal).ThenBy(d => d.Id).Select(d => d.Position).ToList();
        return string.Join(" / ", names.Take(Named)) + (names.Count > Named ? " …" : "");
    }
}
