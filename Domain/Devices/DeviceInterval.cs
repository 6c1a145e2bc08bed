namespace Domain.Devices;

/// <summary>What a device's time is divided into.</summary>
public enum OnlineState
{
    Online,
    Offline,

    /// <summary>Not to be counted: not connected yet, suspended, being moved or repaired, or gone.</summary>
    NotInService,
}

/// <summary>Why a device in service is offline, as far as the signals tell.</summary>
public enum OfflineCause
{
    /// <summary>设备故障: it fell silent by itself, or a report said so.</summary>
    Device,

    /// <summary>网络或供电中断: all that was present at the site fell silent together.</summary>
    Network,

    /// <summary>平台中断: our own outage, never held against a supplier.</summary>
    Platform,
}

/// <summary>
/// A part of a device's time in which nothing changes. A device's intervals follow each other without a gap from its registration to now;
/// <see cref="SiteTimeline"/> says what they are.
/// </summary>
public sealed class DeviceInterval
{
    public long DeviceId { get; private set; }

    /// <summary>UTC; with the device the key of the row.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first moment of the next interval; null while it lasts.</summary>
    public DateTimeOffset? Until { get; private set; }

    public OnlineState State { get; private set; }

    /// <summary>Of an offline interval.</summary>
    public OfflineCause? Cause { get; private set; }

    /// <summary>Whether the device was present in it, in service or not, and how that stretch of presence or absence began.</summary>
    public PresenceStart Presence { get; private set; }

    /// <summary>When the stretch of presence or absence began: before this interval, where that began for another reason.</summary>
    public DateTimeOffset PresenceFrom { get; private set; }

    /// <summary>Its length, so that a database can add lengths up; null while it lasts.</summary>
    public long? Milliseconds { get; private set; }

    private DeviceInterval()
    {
    }

    public DeviceInterval(long deviceId, IntervalFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        DeviceId = deviceId;
        From = facts.From;
        Take(facts);
    }

    public IntervalFacts Facts => new(From, Until, State, Cause, Presence, PresenceFrom);

    /// <summary>Takes what is now known of the time from the same moment on.</summary>
    /// <exception cref="ArgumentException">It begins at another moment.</exception>
    public void Correct(IntervalFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.From != From) throw new ArgumentException("An interval keeps its begin.", nameof(facts));
        Take(facts);
    }

    private void Take(IntervalFacts facts)
    {
        Until = facts.Until;
        State = facts.State;
        Cause = facts.Cause;
        Presence = facts.Presence;
        PresenceFrom = facts.PresenceFrom;
        Milliseconds = facts.Until is { } until ? (long)(until - facts.From).TotalMilliseconds : null;
    }
}

/// <summary>What an interval says; see <see cref="DeviceInterval"/>.</summary>
public sealed record IntervalFacts(
    DateTimeOffset From, DateTimeOffset? Until, OnlineState State, OfflineCause? Cause, PresenceStart Presence, DateTimeOffset PresenceFrom)
{
    /// <summary>Whether the time counts against whoever answers for the device.</summary>
    public bool Accountable => Cause is OfflineCause.Device or OfflineCause.Network;

    /// <summary>Whether the other one says the same of the time after it, so that the two are one interval.</summary>
    public bool ContinuesAs(IntervalFacts next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Until == next.From && (State, Cause, Presence, PresenceFrom) == (next.State, next.Cause, next.Presence, next.PresenceFrom);
    }
}
