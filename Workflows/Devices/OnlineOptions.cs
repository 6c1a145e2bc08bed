namespace Workflows.Devices;

/// <summary>Settings of the online state (configuration section "Online").</summary>
public sealed class OnlineOptions
{
    /// <summary>Seconds without a heartbeat of any node that make an outage of the platform. Less than devices are given to be silent.</summary>
    public int PlatformSilenceSeconds { get; set; } = 30;

    /// <summary>Minutes that a device must be offline, by its own or the network's fault, before it is an outage that is announced.</summary>
    public int OutageMinutes { get; set; } = 30;

    /// <summary>Hours within which the platform must see a device that its supplier reported as recovered.</summary>
    public int RecoveryHours { get; set; } = 24;

    /// <summary>
    /// Days that raw status reports are kept; intervals stay. Not less than the age up to which uploads are accepted (30 days), because late
    /// reports are judged together with those around them.
    /// </summary>
    public int ReportDays { get; set; } = 90;
}
