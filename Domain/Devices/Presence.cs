using Domain.Values;

namespace Domain.Devices;

/// <summary>
/// What shows at a moment whether a device lives: a status report, a capture or a measurement. Captures and measurements say "online".
/// </summary>
public readonly record struct DeviceSign(DateTimeOffset At, bool Online);

/// <summary>How a stretch of a device's presence began.</summary>
public enum PresenceStart
{
    /// <summary>It has given no sign of life yet.</summary>
    Unseen,

    /// <summary>With a sign of life: the device is present.</summary>
    Sign,

    /// <summary>Its last sign of life is <see cref="DeviceStatusReport.Silence"/> ago.</summary>
    Silence,

    /// <summary>A report said that it is offline.</summary>
    Report,
}

/// <summary>A stretch in which a device is present, or in which it is not.</summary>
/// <param name="From">UTC.</param>
/// <param name="Until">The first moment of the next stretch; <see cref="DateTimeOffset.MaxValue"/> for the last.</param>
/// <param name="Start">How it began, which also says which of the two it is.</param>
public sealed record PresenceStretch(DateTimeOffset From, DateTimeOffset Until, PresenceStart Start)
{
    public bool Present => Start == PresenceStart.Sign;
}

/// <summary>
/// Whether a device lives, from its signs alone. A sign "online" counts from its moment for <see cref="DeviceStatusReport.Silence"/>, or until
/// a report "offline"; of two at one moment "offline" counts. So the presence at a moment depends on the signs of the 180 seconds up to it and
/// on nothing else: in whatever order they are learned, and however often, the stretches are the same.
/// </summary>
public static class Presence
{
    /// <summary>All stretches from <paramref name="begin"/> on, without a gap; earlier signs do not count. The last has no end.</summary>
    public static IReadOnlyList<PresenceStretch> Of(IEnumerable<DeviceSign> signs, DateTimeOffset begin)
    {
        ArgumentNullException.ThrowIfNull(signs);
        var stretches = new List<PresenceStretch> { new(begin, DateTimeOffset.MaxValue, PresenceStart.Unseen) };
        DateTimeOffset? lasts = null;
        foreach (var moment in signs.Where(s => s.At >= begin).GroupBy(s => s.At).OrderBy(g => g.Key))
        {
            var at = moment.Key;
            if (lasts < at) End(PresenceStart.Silence, lasts.Value);
            if (moment.All(s => s.Online))
            {
                if (lasts is null) Begin(PresenceStart.Sign, at);
                lasts = at + DeviceStatusReport.Silence;
            }
            else if (lasts is not null)
            {
                End(PresenceStart.Report, at);
            }
        }

        if (lasts is { } last) End(PresenceStart.Silence, last);
        return stretches;

        void End(PresenceStart start, DateTimeOffset at)
        {
            Begin(start, at);
            lasts = null;
        }

        void Begin(PresenceStart start, DateTimeOffset at)
        {
            if (stretches[^1].From == at) stretches.RemoveAt(stretches.Count - 1);
            else stretches[^1] = stretches[^1] with { Until = at };
            stretches.Add(new PresenceStretch(at, DateTimeOffset.MaxValue, start));
        }
    }

    /// <summary>
    /// What is known of a device's presence, corrected by signs that have come for a window of time. Only what can depend on them changes:
    /// the time from the window's begin to <see cref="DeviceStatusReport.Silence"/> after its end.
    /// </summary>
    /// <param name="known">Without a gap, the last stretch endless; where the first one began need not be before the window.</param>
    /// <param name="signs">All signs from more than <see cref="DeviceStatusReport.Silence"/> before the window to as long after it.</param>
    /// <param name="window">From the earliest to the latest sign that is new.</param>
    public static IReadOnlyList<PresenceStretch> Correct(IReadOnlyList<PresenceStretch> known, IReadOnlyCollection<DeviceSign> signs, Period window)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(signs);
        var changed = window with { Until = window.Until + DeviceStatusReport.Silence };
        var saidOffline = signs.Where(s => !s.Online).Select(s => s.At).ToHashSet();
        var joined = new List<PresenceStretch>();
        foreach (var stretch in known) Join(stretch, new Period(DateTimeOffset.MinValue, changed.From));
        foreach (var stretch in Of(signs, window.From - DeviceStatusReport.Silence)) Join(stretch, changed);
        foreach (var stretch in known) Join(stretch, new Period(changed.Until, DateTimeOffset.MaxValue));
        return joined;

        // Where two sources meet, the same presence goes on and another one begins there, for the reason that the signs of that moment give.
        void Join(PresenceStretch stretch, Period part)
        {
            if (!part.Overlaps(new Period(stretch.From, stretch.Until))) return;
            var until = stretch.Until < part.Until ? stretch.Until : part.Until;
            if (joined.Count > 0 && joined[^1].Present == stretch.Present)
            {
                joined[^1] = joined[^1] with { Until = until };
                return;
            }

            var from = stretch.From > part.From ? stretch.From : part.From;
            var start = stretch.Present ? PresenceStart.Sign
                : joined.Count == 0 ? stretch.Start
                : saidOffline.Contains(from) ? PresenceStart.Report
                : from == stretch.From && stretch.Start != PresenceStart.Unseen ? stretch.Start : PresenceStart.Silence;
            joined.Add(new PresenceStretch(from, until, start));
        }
    }
}
