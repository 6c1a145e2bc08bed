namespace Portal.Devices;

/// <summary>Names the texts beside it: DeviceTexts.resx (zh-CN) and DeviceTexts.en.resx.</summary>
public sealed class DeviceTexts;
