using Domain.Devices;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Devices;

/// <summary>
/// Brings the intervals of some sites up to now, in one context and one transaction. What it reads besides the stored intervals is the raw
/// signs around the windows that wait; everything else follows from <see cref="Presence"/> and <see cref="SiteTimeline"/>.
/// </summary>
internal sealed class SiteSettlement(PortalDbContext db, FirstOnline firstOnline, OnlineOptions options, DateTimeOffset now)
{
    private static readonly TimeSpan Silence = DeviceStatusReport.Silence;

    private readonly OutageSettlement _announcements = new(db, options, now);
    private List<Device> _devices = [];
    private List<SignalWindow> _windows = [];
    private List<DeviceInterval> _intervals = [];
    private IReadOnlyList<Period> _outages = [];
    private Dictionary<long, DeviceSigns> _signs = [];

    /// <summary>Does everything but save.</summary>
    public async Task PrepareAsync(IReadOnlyCollection<long> sites, CancellationToken cancellationToken)
    {
        var watches = await db.Set<SiteWatch>().Where(w => sites.Contains(w.SiteId)).ToListAsync(cancellationToken);
        _devices = await db.Set<Device>().Include(d => d.State).Include(d => d.ServicePeriods).Where(d => sites.Contains(d.SiteId)).ToListAsync(cancellationToken);
        var ids = _devices.ConvertAll(d => d.Id);
        // Before the signs: what is stored meanwhile has a window of its own, which the next run takes.
        _windows = await db.Set<SignalWindow>().Where(w => ids.Contains(w.DeviceId) && w.From <= now).ToListAsync(cancellationToken);
        var begins = watches.ToDictionary(w => w.SiteId, Begin);
        await ReadIntervalsAsync(begins, cancellationToken);
        await ReadSignsAsync(cancellationToken);
        foreach (var watch in watches) await SettleAsync(watch, begins[watch.SiteId], cancellationToken);
        foreach (var window in _windows)
        {
            // A machine's clock may run ahead of ours; its signs count when their time has come.
            if (window.Until > now) window.Wait(now);
            else db.Remove(window);
        }

        await TellChainsAsync(cancellationToken);
    }

    /// <summary>The first moment of which something may have changed.</summary>
    private DateTimeOffset Begin(SiteWatch watch)
    {
        var own = _devices.Where(d => d.SiteId == watch.SiteId).Select(d => d.Id).ToHashSet();
        return _windows.Where(w => own.Contains(w.DeviceId)).Select(w => w.From).Append(watch.DueAt ?? now).Append(now).Min();
    }

    private async Task ReadIntervalsAsync(Dictionary<long, DateTimeOffset> begins, CancellationToken cancellationToken)
    {
        var ids = _devices.ConvertAll(d => d.Id);
        await LoadAsync(begins.Values.Min());
        // A device without any interval is new: its time begins with its registration.
        var settled = _intervals.Select(i => i.DeviceId).ToHashSet();
        var anew = _devices.FindAll(d => !settled.Contains(d.Id) && d.RegisteredAt < begins[d.SiteId]);
        if (anew.Count == 0) return;
        foreach (var device in anew) begins[device.SiteId] = begins[device.SiteId] < device.RegisteredAt ? begins[device.SiteId] : device.RegisteredAt;
        await LoadAsync(begins.Values.Min());

        async Task LoadAsync(DateTimeOffset begin)
        {
            // A silence that is not an outage yet is known from its begin, so that it can be told when it becomes one.
            var after = begin - SiteTimeline.Reach - SiteTimeline.Context - TimeSpan.FromMinutes(options.OutageMinutes);
            _intervals = await db.Set<DeviceInterval>().Where(i => ids.Contains(i.DeviceId) && (i.Until == null || i.Until >= after))
                .OrderBy(i => i.DeviceId).ThenBy(i => i.From).ToListAsync(cancellationToken);
            var heard = after - Silence;
            _outages = await db.Set<PlatformOutage>().AsNoTracking().Where(o => o.Until > heard).OrderBy(o => o.From)
                .Select(o => new Period(o.From, o.Until)).ToListAsync(cancellationToken);
            await _announcements.ReadAsync(ids, after, cancellationToken);
        }
    }

    private async Task ReadSignsAsync(CancellationToken cancellationToken)
    {
        if (_windows.Count == 0) return;
        var changed = _windows.Select(w => w.DeviceId).ToHashSet();
        var until = _windows.Max(w => w.Until) + Silence;
        var period = new Period(_windows.Min(w => w.From) - Silence, until < now ? until : now);
        _signs = await SignReader.ReadAsync(db, _devices.FindAll(d => changed.Contains(d.Id)), period, cancellationToken);
        await new StreamHistory(db).FollowAsync(_devices, _signs, period, cancellationToken);
    }

    private async Task SettleAsync(SiteWatch watch, DateTimeOffset begin, CancellationToken cancellationToken)
    {
        var devices = _devices.FindAll(d => d.SiteId == watch.SiteId);
        var tracks = devices.ConvertAll(Track);
        var timeline = SiteTimeline.Of(tracks, _outages, begin - SiteTimeline.Reach, now);
        var due = timeline.NextChange;
        foreach (var device in devices)
        {
            var intervals = IntervalStore.Apply(db, device.Id, _intervals.FindAll(i => i.DeviceId == device.Id), timeline.Intervals[device.Id]);
            var signs = _signs.GetValueOrDefault(device.Id, DeviceSigns.None);
            var seen = signs.Signs.Where(s => s.Online && s.At >= device.RegisteredAt).Select(s => (DateTimeOffset?)s.At).ToList();
            device.State.Follow(intervals, seen.Max());
            foreach (var report in signs.Streams)
            {
                if (report.Main is { } main) device.State.SeeMain(main, report.At);
                if (report.Sub is { } sub) device.State.SeeSub(sub, report.At);
            }

            if (seen.Min() is { } first) device.SeeOnline(first);
            due = OutageSettlement.Earlier(due, _announcements.Follow(device, intervals));
        }

        due = OutageSettlement.Earlier(due, await _announcements.AnnounceAsync(watch.SiteId, devices, cancellationToken));
        watch.Settled(due, now);
    }

    /// <summary>What is known of the device: its stored presence, corrected where new signs came.</summary>
    private DeviceTrack Track(Device device)
    {
        var presence = Stored(device);
        var signs = _signs.GetValueOrDefault(device.Id, DeviceSigns.None).Signs.FindAll(s => s.At >= device.RegisteredAt);
        var windows = _windows.Where(w => w.DeviceId == device.Id)
            .Select(w => new Period(Later(w.From, device.RegisteredAt), (w.Until < now ? w.Until : now) + Silence));
        foreach (var reach in Period.Merge(windows))
        {
            var window = reach with { Until = reach.Until - Silence };
            var near = signs.FindAll(s => s.At > window.From - Silence && s.At <= reach.Until);
            // A window without signs only asks to look again, as a change of service does; raw reports that old may be gone.
            if (near.Exists(s => s.At >= window.From && s.At <= window.Until)) presence = Presence.Correct(presence, near, window);
        }

        return new DeviceTrack(device.Id, presence, [.. device.ServicePeriods.Select(p => p.Period).OrderBy(p => p.From)]);
    }

    private IReadOnlyList<PresenceStretch> Stored(Device device)
    {
        var stored = _intervals.FindAll(i => i.DeviceId == device.Id);
        if (stored.Count == 0) return Presence.Of([], device.RegisteredAt);
        var stretches = new List<PresenceStretch>();
        foreach (var interval in stored.Where(i => stretches.Count == 0 || i.PresenceFrom != stretches[^1].From))
        {
            if (stretches.Count > 0) stretches[^1] = stretches[^1] with { Until = interval.PresenceFrom };
            stretches.Add(new PresenceStretch(interval.PresenceFrom, DateTimeOffset.MaxValue, interval.Presence));
        }

        // An open presence lasts as long as its last sign carries it.
        if (stretches[^1].Present && device.State.LastSignAt is { } last)
        {
            stretches[^1] = stretches[^1] with { Until = last + Silence };
            stretches.Add(new PresenceStretch(last + Silence, DateTimeOffset.MaxValue, PresenceStart.Silence));
        }

        return stretches;
    }

    private async Task TellChainsAsync(CancellationToken cancellationToken)
    {
        var told = _devices.Where(d => d.ApplicationId is not null && db.Entry(d).Property(x => x.FirstOnlineAt) is { IsModified: true, OriginalValue: null });
        foreach (var application in told.Select(d => d.ApplicationId!.Value).Distinct().ToList())
            await firstOnline.TellChainAsync(db, application, cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
