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

    /// <summary>Somebody repaired it: not only seen. Says so apart from the state, because a repaired device may still be offline.</summary>
    public bool Repair { get; private set; }

    /// <summary>What was found or repaired; required for a repair.</summary>
    public string? Remark { get; private set; }

    public long RecordedBy { get; private set; }

    public string RecordedByName { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    private DeviceRecord()
    {
    }

    /// <exception cref="DomainException">device.repair-remark-required.</exception>
    public DeviceRecord(DateTimeOffset at, bool online, bool repair, string? remark, long recordedBy, string recordedByName, DateTimeOffset recordedAt)
    {
        if (repair && string.IsNullOrWhiteSpace(remark)) throw new DomainException("device.repair-remark-required");
        At = at;
        Online = online;
        Repair = repair;
        Remark = remark;
        RecordedBy = recordedBy;
        RecordedByName = recordedByName;
        RecordedAt = recordedAt;
    }
}
