namespace Domain.Devices;

/// <summary>
/// What the signals say of a device now. Apart from <see cref="Device"/>, because it changes with every report and must not stand in the way
/// of a person who edits the device.
/// </summary>
public sealed class DeviceState
{
    public long DeviceId { get; private set; }

    public OnlineState State { get; private set; }

    /// <summary>Since when it is in this state, UTC.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>While it is offline.</summary>
    public OfflineCause? Cause { get; private set; }

    /// <summary>Whether it gives signs of life, in service or not.</summary>
    public bool Present { get; private set; }

    /// <summary>Time of its last sign of life, UTC; null before the first.</summary>
    public DateTimeOffset? LastSignAt { get; private set; }

    /// <summary>The last main stream that was reported, pixels; null before.</summary>
    public int? MainWidth { get; private set; }

    public int? MainHeight { get; private set; }

    public DateTimeOffset? MainAt { get; private set; }

    /// <summary>The last sub stream that was reported.</summary>
    public int? SubWidth { get; private set; }

    public int? SubHeight { get; private set; }

    public DateTimeOffset? SubAt { get; private set; }

    private DeviceState()
    {
    }

    internal DeviceState(DateTimeOffset since)
    {
        State = OnlineState.NotInService;
        Since = since;
    }

    /// <summary>Takes the last intervals of the device.</summary>
    /// <param name="intervals">In order, the last one still open.</param>
    /// <param name="lastSignAt">The latest sign of life that is now known, if any is new.</param>
    public void Follow(IReadOnlyList<IntervalFacts> intervals, DateTimeOffset? lastSignAt)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var last = intervals[^1];
        // An offline time goes on while its cause changes. Where all that is known is in the same state, it began with what was known before.
        var begin = intervals.Count - 1;
        while (begin > 0 && intervals[begin - 1].State == last.State) begin--;
        if (begin > 0 || State != last.State || Since > intervals[0].From) Since = intervals[begin].From;
        State = last.State;
        Cause = last.Cause;
        Present = last.Presence == PresenceStart.Sign;
        if (lastSignAt is { } at && (LastSignAt is null || at > LastSignAt)) LastSignAt = at;
    }

    /// <summary>A main stream's size was reported; the latest counts.</summary>
    public void SeeMain(StreamSize size, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(size);
        if (at < MainAt) return;
        (MainWidth, MainHeight, MainAt) = (size.Width, size.Height, at);
    }

    /// <summary>A sub stream's size was reported; the latest counts.</summary>
    public void SeeSub(StreamSize size, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(size);
        if (at < SubAt) return;
        (SubWidth, SubHeight, SubAt) = (size.Width, size.Height, at);
    }
}
