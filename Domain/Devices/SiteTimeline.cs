using Domain.Values;

namespace Domain.Devices;

/// <summary>What is known of one device of a site.</summary>
/// <param name="Presence">Its stretches without a gap; the last without end.</param>
/// <param name="Service">When it is in service, in order.</param>
public sealed record DeviceTrack(long DeviceId, IReadOnlyList<PresenceStretch> Presence, IReadOnlyList<Period> Service);

/// <summary>The intervals of a site's devices from a moment on.</summary>
/// <param name="Intervals">For each device its intervals without a gap; the last one has no end.</param>
/// <param name="NextChange">The first moment at which time alone changes something, without a new sign; null for never.</param>
public sealed record SiteIntervals(IReadOnlyDictionary<long, IReadOnlyList<IntervalFacts>> Intervals, DateTimeOffset? NextChange);

/// <summary>
/// Divides the time of a site's devices into online, offline and not in service, and says why they were offline. A pure function, so that
/// the same signs give the same intervals in whatever order they were learned.
/// </summary>
/// <remarks>
/// A device is offline in service time without presence. Why, by the first that fits:
/// <list type="number">
/// <item>Platform: within an outage of ours or the <see cref="DeviceStatusReport.Silence"/> after it, in which even a healthy device is not
/// heard again.</item>
/// <item>Network: no device in service at the site is present, and those that fell silent last, within
/// <see cref="DeviceStatusReport.Silence"/> of each other, are at least two, this one among them, and of none of them a report had said
/// that it is offline. So it is from this device's own silence on, and until <see cref="DeviceStatusReport.Silence"/> after the first device
/// of the site was heard again: by then this one would have been heard too.</item>
/// <item>Device: otherwise.</item>
/// </list>
/// The cause at a moment depends on the presence of the site's devices within <see cref="DeviceStatusReport.Silence"/> of it and on when
/// their absences began.
/// </remarks>
public static class SiteTimeline
{
    private static readonly TimeSpan Silence = DeviceStatusReport.Silence;

    /// <summary>How much before the first asked moment presence must be known: a network that came back is remembered so long.</summary>
    public static readonly TimeSpan Context = Silence;

    /// <summary>How much earlier than a changed sign intervals may change: a silence turns out to be shared when the last device falls silent.</summary>
    public static readonly TimeSpan Reach = Silence;

    /// <param name="devices">All devices of one site.</param>
    /// <param name="outages">Times in which no node of the platform was alive, in order and apart from each other.</param>
    /// <param name="from">Where the wanted intervals begin.</param>
    /// <param name="now">Up to where they are known.</param>
    public static SiteIntervals Of(IReadOnlyList<DeviceTrack> devices, IReadOnlyList<Period> outages, DateTimeOffset from, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(outages);
        var deaf = Period.Merge(outages.Select(o => o with { Until = o.Until + Silence }));
        var cuts = SharedSilence.Of(devices, from - Context, now);
        var intervals = new Dictionary<long, IReadOnlyList<IntervalFacts>>();
        var changes = new List<DateTimeOffset>();
        for (var i = 0; i < devices.Count; i++)
        {
            var device = devices[i];
            changes.AddRange(Edges(device, deaf, cuts[i]).Where(moment => moment > now));
            intervals.Add(device.DeviceId, Divide(device, deaf, cuts[i], from, now));
        }

        return new SiteIntervals(intervals, changes.Count == 0 ? null : changes.Min());
    }

    private static List<IntervalFacts> Divide(
        DeviceTrack device, IReadOnlyList<Period> deaf, IReadOnlyList<Period> cuts, DateTimeOffset from, DateTimeOffset now)
    {
        var presence = new Cursor(device.Presence.Select(s => new Period(s.From, s.Until)));
        var (service, outages, network) = (new Cursor(device.Service), new Cursor(deaf), new Cursor(cuts));
        var divided = new List<IntervalFacts>();
        if (from < device.Presence[0].From) from = device.Presence[0].From;
        foreach (var moment in Edges(device, deaf, cuts).Where(m => m > from && m <= now).Prepend(from).Order().Distinct())
        {
            var stretch = device.Presence[presence.At(moment) ?? throw new ArgumentException("Presence has a gap.", nameof(device))];
            var state = service.At(moment) is null ? OnlineState.NotInService : stretch.Present ? OnlineState.Online : OnlineState.Offline;
            OfflineCause? cause = state != OnlineState.Offline ? null
                : outages.At(moment) is not null ? OfflineCause.Platform
                : network.At(moment) is not null ? OfflineCause.Network : OfflineCause.Device;
            var next = new IntervalFacts(moment, null, state, cause, stretch.Start, stretch.From);
            if (divided.Count > 0)
            {
                divided[^1] = divided[^1] with { Until = moment };
                if (divided[^1].ContinuesAs(next))
                {
                    divided[^1] = divided[^1] with { Until = null };
                    continue;
                }
            }

            divided.Add(next);
        }

        return divided;
    }

    private static IEnumerable<DateTimeOffset> Edges(DeviceTrack device, IReadOnlyList<Period> deaf, IReadOnlyList<Period> cuts) =>
        device.Presence.Select(s => s.From).Concat(device.Service.Concat(deaf).Concat(cuts).SelectMany(p => new[] { p.From, p.Until }))
            .Where(moment => moment != DateTimeOffset.MaxValue);
}
