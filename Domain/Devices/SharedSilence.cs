using Domain.Values;

namespace Domain.Devices;

/// <summary>When the devices of a site are silent together, which is what tells a cut network or power from a broken device.</summary>
internal static class SharedSilence
{
    private static readonly TimeSpan Silence = DeviceStatusReport.Silence;

    /// <summary>For each device the periods in which its silence is the network's, by the rule that <see cref="SiteTimeline"/> states.</summary>
    public static IReadOnlyList<Period>[] Of(IReadOnlyList<DeviceTrack> devices, DateTimeOffset begin, DateTimeOffset now)
    {
        var found = devices.Select(_ => new List<Period>()).ToArray();
        var presence = devices.Select(d => new Cursor(d.Presence.Select(s => new Period(s.From, s.Until)))).ToArray();
        var service = devices.Select(d => new Cursor(d.Service)).ToArray();
        var moments = devices.SelectMany(d => d.Presence.Select(s => s.From).Concat(d.Service.SelectMany(p => new[] { p.From, p.Until })))
            .Where(m => m > begin && m <= now).Prepend(begin).Order().Distinct().ToList();
        for (var i = 0; i < moments.Count; i++)
        {
            var until = i + 1 < moments.Count ? moments[i + 1] : DateTimeOffset.MaxValue;
            var absent = new List<(int Device, PresenceStretch Stretch)>();
            var anyPresent = false;
            for (var d = 0; d < devices.Count; d++)
            {
                // Every cursor moves on, also where its answer is not asked for.
                var stretch = presence[d].At(moments[i]) is { } at ? devices[d].Presence[at] : null;
                if (service[d].At(moments[i]) is null || stretch is null) continue;
                if (stretch.Present) anyPresent = true;
                else absent.Add((d, stretch));
            }

            if (anyPresent) continue;
            foreach (var (device, stretch) in Fallen(absent)) found[device].Add(Widen(stretch, new Period(moments[i], until)));
        }

        return [.. found.Select(periods => Period.Merge(periods))];
    }

    /// <summary>Those that fell silent last, together; none when they are not at least two or when a report had announced one of them.</summary>
    private static List<(int Device, PresenceStretch Stretch)> Fallen(List<(int Device, PresenceStretch Stretch)> absent)
    {
        var seen = absent.FindAll(a => a.Stretch.Start != PresenceStart.Unseen);
        if (seen.Count < 2) return [];
        var last = seen.Max(a => a.Stretch.From);
        var fallen = seen.FindAll(a => a.Stretch.From > last - Silence);
        return fallen.Count < 2 || fallen.Exists(a => a.Stretch.Start == PresenceStart.Report) ? [] : fallen;
    }

    /// <summary>From the device's own silence on, if the last of the others fell silent soon after, and until it should have been heard again.</summary>
    private static Period Widen(PresenceStretch stretch, Period shared)
    {
        var from = shared.From - stretch.From <= Silence ? stretch.From : shared.From;
        var until = shared.Until == DateTimeOffset.MaxValue || shared.Until > stretch.Until - Silence ? stretch.Until : shared.Until + Silence;
        return new Period(from, until);
    }
}
