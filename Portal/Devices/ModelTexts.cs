namespace Portal.Devices;

/// <summary>Names the texts beside it: ModelTexts.resx (zh-CN) and ModelTexts.en.resx.</summary>
public sealed class ModelTexts;
