using Domain.Values;

namespace Domain.Devices;

/// <summary>A device of a site, declared by an access application (S2) or by the registration of a muck site's devices (S0).</summary>
public sealed class Device
{
    public const int PositionLength = 60;
    public const int SimLength = 20;
    public const int IpLength = 45;

    private readonly List<DeviceRecord> _records = [];

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

    /// <summary>When it was collected and became a device of the site; nothing can be noted of it for an earlier time.</summary>
    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>The first time it was seen online; null until then. What the access chain waits for.</summary>
    public DateTimeOffset? FirstOnlineAt { get; private set; }

    /// <summary>Whether the last record says online; null before any.</summary>
    public bool? Online { get; private set; }

    public DateTimeOffset? LastRecordAt { get; private set; }

    public long Revision { get; private set; }

    public IReadOnlyList<DeviceRecord> Records => _records;

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
        Code = declaration.Code.Value;
        SupplierId = declaration.SupplierId;
        Ordinal = declaration.Ordinal;
        Position = declaration.Position;
        Kind = declaration.Kind;
        Brand = declaration.Brand;
        Model = declaration.Model;
        SimNumber = declaration.SimNumber;
        IpAddress = declaration.IpAddress;
        RegisteredAt = declaration.RegisteredAt;
    }

    /// <summary>
    /// Notes by hand what the operator sees: online, offline or repaired at a time. Late notes are taken in their order, so the state is
    /// always that of the latest time, and the first online time is the earliest.
    /// </summary>
    /// <exception cref="DomainException">device.record-in-future, device.record-before-installation.</exception>
    public void Note(DeviceRecord record, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.At > now) throw new DomainException("device.record-in-future");
        if (record.At < RegisteredAt) throw new DomainException("device.record-before-installation", RegisteredAt);
        _records.Add(record);
        if (record.Online && (FirstOnlineAt is null || record.At < FirstOnlineAt)) FirstOnlineAt = record.At;
        if (LastRecordAt is null || record.At >= LastRecordAt)
        {
            LastRecordAt = record.At;
            Online = record.Online;
        }
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
}
