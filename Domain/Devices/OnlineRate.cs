namespace Domain.Devices;

/// <summary>How a time in service was spent. Our own outages are apart: they count neither for nor against anybody.</summary>
public sealed record OnlineRate(TimeSpan Online, TimeSpan Device, TimeSpan Network, TimeSpan Platform)
{
    public static readonly OnlineRate None = new(default, default, default, default);

    /// <summary>The time that counts.</summary>
    public TimeSpan Counted => Online + Device + Network;

    /// <summary>Online time of the time that counts, 0 to 1; null when none does.</summary>
    public double? Share => Counted > TimeSpan.Zero ? Online / Counted : null;

    public static OnlineRate operator +(OnlineRate one, OnlineRate other) => Add(one, other);

    public static OnlineRate Add(OnlineRate one, OnlineRate other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(one.Online + other.Online, one.Device + other.Device, one.Network + other.Network, one.Platform + other.Platform);
    }

    /// <summary>A time spent in one state.</summary>
    public static OnlineRate Of(OnlineState state, OfflineCause? cause, TimeSpan time) => (state, cause) switch
    {
        (OnlineState.Online, _) => None with { Online = time },
        (OnlineState.Offline, OfflineCause.Device) => None with { Device = time },
        (OnlineState.Offline, OfflineCause.Network) => None with { Network = time },
        (OnlineState.Offline, _) => None with { Platform = time },
        _ => None,
    };
}
