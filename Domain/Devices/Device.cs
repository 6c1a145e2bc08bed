using Domain.Values;

namespace Domain.Devices;

/// <summary>A device of a site, declared by an access application (S2) or by the registration of a muck site's devices (S0).</summary>
public sealed class Device
{
    public const int PositionLength = 60;
    public const int SimLength = 20;
    public const int IpLength = 45;

    private readonly List<DeviceRecord> _records = [];
    private readonly List<DeviceServicePeriod> _servicePeriods = [];

    public long Id { get; private set; }

    public long SiteId { get; private set; }

    /// <summary>The access application that declared it; null for a device of a registration.</summary>
    public long? ApplicationId { get; private set; }

    /// <summary>The registration that declared it; null for a device of an access application.</summary>
    public long? RegistrationId { get; private set; }

    public long SupplierId { get; private set; }

    /// <summary>国标号 (20 digits), unique: how the device is named in what machines send.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Order on form 1-1 or in the registration, from 1.</summary>
    public int Ordinal { get; private set; }

    public string Position { get; private set; } = "";

    public DeviceKind Kind { get; private set; }

    public string Brand { get; private set; } = "";

    public string Model { get; private set; } = "";

    public string? SimNumber { get; private set; }

    public string? IpAddress { get; private set; }

    /// <summary>Degrees of WGS-84; null where it was not asked for (form 1-1).</summary>
    public double? Longitude { get; private set; }

    public double? Latitude { get; private set; }

    /// <summary>When it was collected and became a device of the site; nothing can be noted of it for an earlier time.</summary>
    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>The first time it was seen online; null until then. What the access chain waits for.</summary>
    public DateTimeOffset? FirstOnlineAt { get; private set; }

    /// <summary>When it left the platform for good (拆除); null while it has not.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The time of the latest note by hand.</summary>
    public DateTimeOffset? LastRecordAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<DeviceRecord> Records => _records;

    /// <summary>When it is in service; only then being offline counts.</summary>
    public IReadOnlyList<DeviceServicePeriod> ServicePeriods => _servicePeriods;

    /// <summary>What the signals say of it now.</summary>
    public DeviceState State { get; private set; } = null!;

    private Device()
    {
    }

    public Device(DeviceDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        if (declaration.ApplicationId is null == declaration.RegistrationId is null)
            throw new ArgumentException("A device comes from an application or from a registration.", nameof(declaration));
        SiteId = declaration.SiteId;
        ApplicationId = declaration.ApplicationId;
        RegistrationId = declaration.RegistrationId;
        RegisteredAt = declaration.RegisteredAt;
        State = new DeviceState(declaration.RegisteredAt);
        Take(declaration);
    }

    /// <summary>Corrects what a registration declared, while it is being debugged; whose device it is and since when stays.</summary>
    /// <exception cref="ArgumentException">The declaration is another registration's.</exception>
    public void Correct(DeviceDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        if (RegistrationId is null || declaration.RegistrationId != RegistrationId || declaration.SiteId != SiteId)
            throw new ArgumentException("A device is corrected by the registration that declared it.", nameof(declaration));
        Take(declaration);
    }

    /// <summary>
    /// It was online at a time, by its signals or by an operator's note: one rule for both. The earliest time counts.
    /// </summary>
    /// <returns>True when it had never been seen online before.</returns>
    public bool SeeOnline(DateTimeOffset at)
    {
        var first = FirstOnlineAt is null;
        if (first || at < FirstOnlineAt) FirstOnlineAt = at;
        return first;
    }

    /// <summary>From a time on it is in service, until it is taken out again; what was planned for later is dropped.</summary>
    /// <exception cref="DomainException">device.removed, device.service-before-registration (time), device.service-changed-later.</exception>
    public void PutInService(DateTimeOffset at, ServiceReason reason, string? note, DateTimeOffset now)
    {
        if (RemovedAt is not null) throw new DomainException("device.removed", Position);
        if (!ServiceAt(at, now)) _servicePeriods.Add(new DeviceServicePeriod(at, reason, note));
    }

    /// <summary>From a time on it is not in service; what was planned for later is dropped. With <see cref="ServiceReason.Removed"/> it never comes back.</summary>
    /// <exception cref="DomainException">As <see cref="PutInService"/>.</exception>
    public void TakeOutOfService(DateTimeOffset at, ServiceReason reason, string? note, DateTimeOffset now)
    {
        var inService = ServiceAt(at, now);
        if (reason == ServiceReason.Removed) RemovedAt ??= at;
        if (!inService) return;
        var period = _servicePeriods.Single(p => p.Period.Contains(at));
        if (period.From == at) _servicePeriods.Remove(period);
        else period.End(at, reason, note);
    }

    /// <summary>Whether it is in service at a time at which that is about to change.</summary>
    private bool ServiceAt(DateTimeOffset at, DateTimeOffset now)
    {
        if (at < RegisteredAt) throw new DomainException("device.service-before-registration", RegisteredAt);
        // The past is what intervals were counted by: only what has not begun yet can be planned anew.
        if (_servicePeriods.Exists(p => p.From > at && p.From <= now)) throw new DomainException("device.service-changed-later");
        _servicePeriods.RemoveAll(p => p.From > at);
        return _servicePeriods.Exists(p => p.Period.Contains(at));
    }

    /// <summary>It stands elsewhere on its site (移位), and a dome camera may be another kind of one there.</summary>
    public void Move(string position, DeviceKind kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(position);
        Position = position;
        Kind = kind;
    }

    /// <summary>
    /// Notes by hand what the operator sees: online, offline or repaired at a time. A note is a remark and, of a device seen online, the proof
    /// that the access chain waits for; the state and the intervals come from signals alone.
    /// </summary>
    /// <exception cref="DomainException">device.record-in-future, device.record-before-installation.</exception>
    public void Note(DeviceRecord record, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.At > now) throw new DomainException("device.record-in-future");
        // Times are typed to the minute: the minute of the registration is not before it.
        if (record.At < RegisteredAt.AddTicks(-(RegisteredAt.Ticks % TimeSpan.TicksPerMinute))) throw new DomainException("device.record-before-installation", RegisteredAt);
        _records.Add(record);
        if (record.Online) SeeOnline(record.At);
        if (LastRecordAt is null || record.At > LastRecordAt) LastRecordAt = record.At;
    }

    private void Take(DeviceDeclaration declaration)
    {
        Code = declaration.Code.Value;
        SupplierId = declaration.SupplierId;
        Ordinal = declaration.Ordinal;
        Position = declaration.Position;
        Kind = declaration.Kind;
        Brand = declaration.Brand;
        Model = declaration.Model;
        SimNumber = declaration.SimNumber;
        IpAddress = declaration.IpAddress;
        Longitude = declaration.Location?.Longitude;
        Latitude = declaration.Location?.Latitude;
    }
}

/// <summary>A position of form 1-1, or of a registration, as it becomes a device.</summary>
public sealed record DeviceDeclaration
{
    public required long SiteId { get; init; }
    public long? ApplicationId { get; init; }
    public long? RegistrationId { get; init; }
    public required Gb28181Code Code { get; init; }
    public required long SupplierId { get; init; }
    public required int Ordinal { get; init; }
    public required string Position { get; init; }
    public required DeviceKind Kind { get; init; }
    public required string Brand { get; init; }
    public required string Model { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public string? SimNumber { get; init; }
    public string? IpAddress { get; init; }
    public Wgs84Point? Location { get; init; }
}
