using Domain.Organizations;

namespace Domain.Devices;

/// <summary>How an outage ended.</summary>
public enum OutageEnd
{
    /// <summary>The platform saw the device again.</summary>
    Seen,

    /// <summary>The supplier reported the recovery, and the platform saw the device in time; the reported time counts.</summary>
    Reported,

    /// <summary>The device was taken out of service.</summary>
    OutOfService,

    /// <summary>Signs that came late show that it was never offline for so long; it counts for nothing.</summary>
    Refuted,
}

/// <summary>
/// 离线: a device in service was offline for longer than the setting, by its own or the network's fault. What suppliers answer for (S2 annex 7):
/// from the sending of the notice to the recovery.
/// </summary>
public sealed class DeviceOutage
{
    public const int NoteLength = 300;

    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    public long SiteId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary>Since when it is offline without an outage of ours in between, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    public OfflineCause Cause { get; private set; }

    /// <summary>When it had lasted long enough and was found.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When the notice to supplier and contractor was handed over for sending; null when none was.</summary>
    public DateTimeOffset? NoticeSentAt { get; private set; }

    /// <summary>When the supplier last said that it is online again.</summary>
    public DateTimeOffset? ReportedAt { get; private set; }

    public string? ReportedByName { get; private set; }

    /// <summary>What the supplier did, in its words.</summary>
    public string? ReportNote { get; private set; }

    /// <summary>Until when it counts; null while it lasts. Of a refuted outage its begin.</summary>
    public DateTimeOffset? RecoveredAt { get; private set; }

    public OutageEnd? End { get; private set; }

    /// <summary>When the end was found.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When the message about the recovery was handed over for sending.</summary>
    public DateTimeOffset? RecoverySentAt { get; private set; }

    public long Revision { get; private set; }

    private DeviceOutage()
    {
    }

    public DeviceOutage(Device device, OfflineStretch stretch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(stretch);
        DeviceId = device.Id;
        SiteId = device.SiteId;
        SupplierId = device.SupplierId;
        From = stretch.Run;
        Cause = stretch.Cause;
        OpenedAt = now;
    }

    public bool Open => RecoveredAt is null;

    /// <summary>Whether a message about the recovery is owed.</summary>
    public bool AwaitsRecoveryMessage => NoticeSentAt is not null && RecoverySentAt is null && End is OutageEnd.Seen or OutageEnd.Reported;

    /// <summary>Whether the supplier's last report still waits for the platform to see the device.</summary>
    public bool ReportPending(DateTimeOffset now, TimeSpan within) => Open && ReportedAt is { } reported && now <= reported + within;

    /// <summary>The supplier says that the device is online again. It counts if the platform sees the device in time.</summary>
    /// <exception cref="DomainException">outage.not-supplier, outage.over, outage.already-reported (time), field.too-long.</exception>
    public void Report(Actor actor, string? note, TimeSpan within, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.OrganizationId != SupplierId || actor.Role != Role.SupplierStaff) throw new DomainException("outage.not-supplier");
        if (!Open) throw new DomainException("outage.over");
        if (ReportPending(now, within)) throw new DomainException("outage.already-reported", ReportedAt!);
        if (note?.Length > NoteLength) throw new DomainException("field.too-long", NoteLength);
        (ReportedAt, ReportedByName, ReportNote) = (now, actor.Name, note);
    }

    /// <summary>Takes what is now known of the time in which it lies.</summary>
    /// <param name="stretch">The device's offline stretch that meets it; null when there is none.</param>
    /// <param name="least">How long it must have been to count at all.</param>
    /// <param name="within">How soon after the supplier's report the device must be seen for the report to count.</param>
    /// <param name="now">When this is found.</param>
    public void Follow(OfflineStretch? stretch, TimeSpan least, TimeSpan within, DateTimeOffset now)
    {
        if (stretch is { Whole: true } && stretch.From > From) From = stretch.From;
        if (stretch?.Run == From) Cause = stretch.Cause;
        var (recovered, end) = EndOf(stretch, least, within);
        if (end == End && recovered == RecoveredAt) return;
        ClosedAt = end is null ? null : ClosedAt ?? now;
        if (end is null) RecoverySentAt = null;
        (RecoveredAt, End) = (recovered, end);
    }

    public void NoticeSent(DateTimeOffset at) => NoticeSentAt = at;

    public void RecoverySent(DateTimeOffset at) => RecoverySentAt = at;

    private (DateTimeOffset? At, OutageEnd? End) EndOf(OfflineStretch? stretch, TimeSpan least, TimeSpan within)
    {
        if (stretch is null) return (From, OutageEnd.Refuted);
        if (stretch.Until is not { } until) return (null, null);
        if (until - From < least) return (From, OutageEnd.Refuted);
        if (stretch.EndedBy == OnlineState.NotInService) return (until, OutageEnd.OutOfService);
        return ReportedAt is { } reported && reported >= From && reported < until && until <= reported + within
            ? (reported, OutageEnd.Reported)
            : (until, OutageEnd.Seen);
    }
}
