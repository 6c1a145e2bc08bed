using Domain.Devices;

namespace Domain.Scoring;

/// <summary>
/// All that a supplier's score of a month in a city follows from, as raw data stood when they were read, up to an instant. Frozen with the score at
/// the month's close, so that it can be computed again from what it was made of.
/// </summary>
public sealed record ScoreFacts
{
    /// <summary><see cref="ScoreMonth.Number"/>.</summary>
    public required int Month { get; init; }

    /// <summary>Nothing later than this is in the facts, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The Mondays of the month up to and with <see cref="AsOf"/> at which a device was in service, in order.</summary>
    public required IReadOnlyList<MondayCheck> Checks { get; init; }

    /// <summary>Outages whose notice was sent in the month, and earlier ones still open at the close of the month before; by notice, then by id.</summary>
    public required IReadOnlyList<OutageFacts> Outages { get; init; }

    /// <summary>Of devices in service in the month whose streams were ever reported, by id.</summary>
    public required IReadOnlyList<StreamFacts> Streams { get; init; }
}

/// <summary>The devices of a supplier at a Monday 00:00.</summary>
/// <param name="At">UTC.</param>
/// <param name="InService">How many were in service.</param>
/// <param name="Offline">Those of them that were offline by the device's or the network's fault, by id. An outage of ours is held against nobody.</param>
public sealed record MondayCheck(DateTimeOffset At, int InService, IReadOnlyList<OfflineDevice> Offline);

/// <summary>A device offline at a check, with the interval that shows it.</summary>
/// <param name="DeviceId">Whose interval it is.</param>
/// <param name="Since">Begin of the interval, which with the device is its key; UTC.</param>
/// <param name="Cause">As the interval says.</param>
public sealed record OfflineDevice(long DeviceId, DateTimeOffset Since, OfflineCause Cause);

/// <summary>An outage whose notice was sent.</summary>
/// <param name="OutageId">The <see cref="DeviceOutage"/>.</param>
/// <param name="DeviceId">Whose it is.</param>
/// <param name="NoticeSentAt">From when on it counts, UTC.</param>
/// <param name="RecoveredAt">Until when; null when it was still open at the instant of the facts.</param>
public sealed record OutageFacts(long OutageId, long DeviceId, DateTimeOffset NoticeSentAt, DateTimeOffset? RecoveredAt);

/// <summary>The sizes of a device's streams, as last reported up to its last moment in service in the month.</summary>
/// <param name="DeviceId">Whose they are.</param>
/// <param name="Main">Null when it was never reported.</param>
/// <param name="Sub">As <paramref name="Main"/>.</param>
public sealed record StreamFacts(long DeviceId, MeasuredSize? Main, MeasuredSize? Sub);

/// <summary>A stream's size, and since when it has been reported so, UTC.</summary>
public sealed record MeasuredSize(int Width, int Height, DateTimeOffset Since)
{
    public bool Below(StreamSize least) => new StreamSize(Width, Height).Below(least);
}
