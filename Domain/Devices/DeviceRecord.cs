namespace Domain.Devices;

/// <summary>One hand-made note about a device: seen online or offline, or a repair. Never changed afterwards.</summary>
public sealed class DeviceRecord
{
    public const int RemarkLength = 300;

    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    /// <summary>When it was so, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    public bool Online { get; private set; }

    /// <summary>What was found or repaired.</summary>
    public string? Remark { get; private set; }

    public long RecordedBy { get; private set; }

    public string RecordedByName { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    private DeviceRecord()
    {
    }

    public DeviceRecord(DateTimeOffset at, bool online, string? remark, long recordedBy, string recordedByName, DateTimeOffset recordedAt)
    {
        At = at;
        Online = online;
        Remark = remark;
        RecordedBy = recordedBy;
        RecordedByName = recordedByName;
        RecordedAt = recordedAt;
    }
}
