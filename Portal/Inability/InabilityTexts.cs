namespace Portal.Inability;

/// <summary>Names the texts beside it: InabilityTexts.resx (zh-CN) and InabilityTexts.en.resx.</summary>
public sealed class InabilityTexts;
