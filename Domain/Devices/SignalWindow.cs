namespace Domain.Devices;

/// <summary>
/// That signs of life of a device have been stored for a span of time and its intervals have yet to follow. Written in the transaction
/// that stores them, deleted in the one that has settled the intervals: nothing is forgotten between the two.
/// </summary>
public sealed class SignalWindow
{
    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    /// <summary>Time of the earliest sign, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Time of the latest sign, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    private SignalWindow()
    {
    }

    public SignalWindow(long deviceId, DateTimeOffset from, DateTimeOffset until)
    {
        DeviceId = deviceId;
        From = from;
        Until = until;
    }

    /// <summary>What is up to and with a time is settled; the rest waits for its own.</summary>
    public void Wait(DateTimeOffset settled) => From = settled.AddMicroseconds(1);
}
