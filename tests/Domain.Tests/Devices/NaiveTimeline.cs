using Domain.Devices;
using Domain.Values;

namespace Domain.Tests.Devices;

/// <summary>One device as its signs and periods say it.</summary>
public sealed record NaiveDevice(DateTimeOffset Registered, IReadOnlyList<DeviceSign> Signs, IReadOnlyList<Period> Service);

/// <summary>
/// The rules of <see cref="Presence"/> and <see cref="SiteTimeline"/> as they are said, second by second: slow, and with nothing in common
/// with the real ones but the words.
/// </summary>
public sealed class NaiveTimeline
{
    private const int Silence = 180;

    private readonly DateTimeOffset _origin;
    private readonly int _seconds;
    private readonly IReadOnlyList<Period> _outages;
    private readonly Second[][] _devices;
    private readonly bool[][] _shared;

    /// <param name="origin">Where time begins.</param>
    /// <param name="seconds">The last second.</param>
    public NaiveTimeline(IReadOnlyList<NaiveDevice> devices, IReadOnlyList<Period> outages, DateTimeOffset origin, int seconds)
    {
        (_origin, _seconds, _outages) = (origin, seconds, outages);
        _devices = [.. devices.Select(Seconds)];
        _shared = [.. devices.Select((_, d) => Enumerable.Range(0, seconds + 1).Select(s => IsShared(d, s)).ToArray())];
    }

    /// <summary>The intervals of a device from the origin (or its registration) to the last second.</summary>
    public IReadOnlyList<IntervalFacts> Intervals(int device)
    {
        var intervals = new List<IntervalFacts>();
        foreach (var second in Enumerable.Range(0, _seconds + 1).Where(s => _devices[device][s].Registered))
        {
            var next = Label(device, second);
            if (intervals.Count > 0) intervals[^1] = intervals[^1] with { Until = next.From };
            if (intervals.Count > 0 && intervals[^1].ContinuesAs(next)) intervals[^1] = intervals[^1] with { Until = null };
            else intervals.Add(next);
        }

        return intervals;
    }

    private Second[] Seconds(NaiveDevice device)
    {
        var first = (int)(device.Registered - _origin).TotalSeconds;
        var signs = device.Signs.Where(s => s.At >= device.Registered).ToLookup(s => (int)(s.At - _origin).TotalSeconds, s => s.Online);
        var all = new Second[_seconds + 1];
        for (var s = 0; s <= _seconds; s++)
        {
            if (s < first) continue;
            var present = IsPresent(signs, s);
            // A stretch goes on while presence stays the same; a silence began with the report of its first second, or without one.
            var goesOn = s > first && all[s - 1].Present == present;
            var start = present ? PresenceStart.Sign : s == first ? PresenceStart.Unseen : signs[s].Contains(false) ? PresenceStart.Report : PresenceStart.Silence;
            all[s] = new Second(true, present, device.Service.Any(p => p.Contains(_origin.AddSeconds(s))), goesOn ? all[s - 1].Since : s, goesOn ? all[s - 1].Start : start);
        }

        return all;
    }

    private static bool IsPresent(ILookup<int, bool> signs, int second)
    {
        for (var s = second; s > second - Silence; s--)
        {
            if (signs[s].Contains(false)) return false;
            if (signs[s].Any()) return true;
        }

        return false;
    }

    private IntervalFacts Label(int device, int second)
    {
        var now = _origin.AddSeconds(second);
        var it = _devices[device][second];
        var state = !it.InService ? OnlineState.NotInService : it.Present ? OnlineState.Online : OnlineState.Offline;
        OfflineCause? cause = state != OnlineState.Offline ? null
            : _outages.Any(o => now >= o.From && now < o.Until.AddSeconds(Silence)) ? OfflineCause.Platform
            : IsNetwork(device, second) ? OfflineCause.Network : OfflineCause.Device;
        return new IntervalFacts(now, null, state, cause, it.Start, _origin.AddSeconds(it.Since));
    }

    /// <summary>Some second of the same absence is one of shared silence, so near that it explains this one.</summary>
    private bool IsNetwork(int device, int second)
    {
        var absent = _devices[device][second].Since;
        for (var other = absent; other <= _seconds && !_devices[device][other].Present; other++)
        {
            if (_shared[device][other] && (other <= second ? second - other <= Silence : other - absent <= Silence)) return true;
        }

        return false;
    }

    private bool IsShared(int device, int second)
    {
        var inService = Enumerable.Range(0, _devices.Length).Where(d => _devices[d][second].InService).ToList();
        if (!inService.Contains(device) || inService.Any(d => _devices[d][second].Present)) return false;
        var seen = inService.Where(d => _devices[d][second].Start != PresenceStart.Unseen).ToList();
        if (seen.Count == 0) return false;
        var last = seen.Max(d => _devices[d][second].Since);
        var fallen = seen.Where(d => last - _devices[d][second].Since < Silence).ToList();
        return fallen.Count >= 2 && fallen.Contains(device) && fallen.All(d => _devices[d][second].Start == PresenceStart.Silence);
    }

    private readonly record struct Second(bool Registered, bool Present, bool InService, int Since, PresenceStart Start);
}
