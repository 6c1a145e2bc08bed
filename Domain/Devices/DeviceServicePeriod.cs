using Domain.Values;

namespace Domain.Devices;

/// <summary>Why a device came into service or left it.</summary>
public enum ServiceReason
{
    /// <summary>Its site was connected (S2 annex 1).</summary>
    Connected,

    /// <summary>The registration that declares it went live (S0).</summary>
    WentLive,

    /// <summary>停工, or the registration is suspended.</summary>
    Suspended,

    /// <summary>复工, or the registration is live again.</summary>
    Resumed,

    /// <summary>移位: from the last approval to the agreed reconnection date (S2 section 3.2).</summary>
    Relocation,

    /// <summary>Where a relocation or a repair was to end.</summary>
    Reconnected,

    Repair,

    /// <summary>拆除: for good.</summary>
    Removed,
}

/// <summary>A time in which a device is in service, so that being offline counts. Periods of a device do not overlap.</summary>
public sealed class DeviceServicePeriod
{
    public const int NoteLength = 200;

    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    /// <summary>UTC; may lie ahead, where a return is agreed.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>The first moment out of service; null while no end is known.</summary>
    public DateTimeOffset? Until { get; private set; }

    public ServiceReason Reason { get; private set; }

    /// <summary>Of the case or person, in words.</summary>
    public string? Note { get; private set; }

    /// <summary>Why it ended; null while no end is known.</summary>
    public ServiceReason? EndReason { get; private set; }

    public string? EndNote { get; private set; }

    private DeviceServicePeriod()
    {
    }

    internal DeviceServicePeriod(DateTimeOffset from, ServiceReason reason, string? note)
    {
        From = from;
        Reason = reason;
        Note = note;
    }

    public Period Period => new(From, Until ?? DateTimeOffset.MaxValue);

    internal void End(DateTimeOffset at, ServiceReason reason, string? note)
    {
        Until = at;
        EndReason = reason;
        EndNote = note;
    }
}
