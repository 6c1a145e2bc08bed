namespace Domain.Devices;

/// <summary>What a supplier's machine says of a device at a time. Never changed; online intervals are computed from these.</summary>
public sealed class DeviceStatusReport
{
    public const int RecordIdLength = 64;
    public const int MessageLength = 200;

    /// <summary>A device that says nothing for so long is offline.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(180);

    /// <summary>The <see cref="Suppliers.SupplierKey"/> that sent it; with the record's id the key of the row.</summary>
    public long SourceId { get; private set; }

    public string RecordId { get; private set; } = "";

    public long DeviceId { get; private set; }

    /// <summary>When it was so, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    public bool Online { get; private set; }

    /// <summary>Main stream, pixels; null when it was not said.</summary>
    public int? MainWidth { get; private set; }

    public int? MainHeight { get; private set; }

    /// <summary>Sub stream, pixels.</summary>
    public int? SubWidth { get; private set; }

    public int? SubHeight { get; private set; }

    /// <summary>Signal delay in milliseconds.</summary>
    public int? SignalMs { get; private set; }

    public string? Message { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    private DeviceStatusReport()
    {
    }

    public DeviceStatusReport(DeviceStatusFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        SourceId = facts.SourceId;
        RecordId = facts.RecordId;
        DeviceId = facts.DeviceId;
        At = facts.At;
        Online = facts.Online;
        (MainWidth, MainHeight) = (facts.Main?.Width, facts.Main?.Height);
        (SubWidth, SubHeight) = (facts.Sub?.Width, facts.Sub?.Height);
        SignalMs = facts.SignalMs;
        Message = facts.Message;
        ReceivedAt = facts.ReceivedAt;
    }
}

/// <summary>A status as it was checked and accepted.</summary>
public sealed record DeviceStatusFacts
{
    public required long SourceId { get; init; }
    public required string RecordId { get; init; }
    public required long DeviceId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required bool Online { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public StreamSize? Main { get; init; }
    public StreamSize? Sub { get; init; }
    public int? SignalMs { get; init; }
    public string? Message { get; init; }
}

/// <summary>Size of a video stream, pixels.</summary>
public sealed record StreamSize(int Width, int Height)
{
    /// <summary>What a main stream must be at least (S2 annex 7).</summary>
    public static readonly StreamSize LeastMain = new(1920, 1080);

    /// <summary>What a sub stream must be at least.</summary>
    public static readonly StreamSize LeastSub = new(704, 576);

    /// <summary>Whether it is below a required size in either direction.</summary>
    public bool Below(StreamSize least)
    {
        ArgumentNullException.ThrowIfNull(least);
        return Width < least.Width || Height < least.Height;
    }
}
