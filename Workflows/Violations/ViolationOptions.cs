namespace Workflows.Violations;

/// <summary>Settings of the rules that propose violations (configuration section "Violations").</summary>
public sealed class ViolationOptions
{
    /// <summary>Hours that a camera in service must be offline, by its own or the network's fault, until its image counts as not visible.</summary>
    public int ImageHours { get; set; } = 24;

    /// <summary>Hours without a measurement after which a dust monitor in service counts as not connected.</summary>
    public int DustHours { get; set; } = 24;
}
