namespace Portal.Devices;

/// <summary>Names the texts beside it: OnlineTexts.resx (zh-CN) and OnlineTexts.en.resx.</summary>
public sealed class OnlineTexts;
