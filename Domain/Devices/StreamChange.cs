namespace Domain.Devices;

/// <summary>The two streams of a camera.</summary>
public enum StreamKind
{
    /// <summary>主码流.</summary>
    Main,

    /// <summary>子码流.</summary>
    Sub,
}

/// <summary>
/// That a device's stream was reported in another size than before. The rows of a stream say what was last reported at any moment, long after the
/// raw reports are gone; they follow from the set of all reports, in whatever order those came.
/// </summary>
public sealed class StreamChange
{
    public long DeviceId { get; private set; }

    public StreamKind Stream { get; private set; }

    /// <summary>Time of the report, UTC; with device and stream the key of the row.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Pixels.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    private StreamChange()
    {
    }

    public StreamChange(long deviceId, StreamKind stream, DateTimeOffset at, StreamSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        (DeviceId, Stream, At) = (deviceId, stream, at);
        Correct(size);
    }

    public StreamSize Size => new(Width, Height);

    /// <summary>Of two reports at one moment the other one counts after all.</summary>
    public void Correct(StreamSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        (Width, Height) = (size.Width, size.Height);
    }
}
