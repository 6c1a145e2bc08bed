using Domain.Devices;

namespace Domain.Relocation;

/// <summary>A device of a submitted application, as it stood then.</summary>
public sealed class RelocationItem
{
    public long Id { get; private set; }

    public long ApplicationId { get; private set; }

    public long DeviceId { get; private set; }

    /// <summary>The device again, as long as the application is under way; unique, so that a device is in one of them only.</summary>
    public long? ClaimedDeviceId { get; private set; }

    /// <summary>Where it stood.</summary>
    public string Position { get; private set; } = "";

    public DeviceKind Kind { get; private set; }

    /// <summary>Null for a removal.</summary>
    public string? NewPosition { get; private set; }

    /// <summary>Null for a removal.</summary>
    public DeviceKind? NewKind { get; private set; }

    private RelocationItem()
    {
    }

    internal RelocationItem(MovableDevice device, RelocationPoint point, RelocationKind kind)
    {
        DeviceId = device.Id;
        Take(device, point, kind);
    }

    internal void Take(MovableDevice device, RelocationPoint point, RelocationKind kind)
    {
        ClaimedDeviceId = device.Id;
        (Position, Kind) = (device.Position, device.Kind);
        NewPosition = kind == RelocationKind.Relocation ? point.NewPosition!.Trim() : null;
        NewKind = kind == RelocationKind.Relocation ? point.NewKind ?? device.Kind : null;
    }

    internal void Release() => ClaimedDeviceId = null;
}
