namespace Portal.Devices;

/// <summary>Names the resource file of the device pages.</summary>
public sealed class DeviceTexts;
