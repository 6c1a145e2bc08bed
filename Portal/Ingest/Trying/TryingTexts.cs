namespace Portal.Ingest.Trying;

/// <summary>Names the texts beside it: TryingTexts.resx (zh-CN) and TryingTexts.en.resx.</summary>
public sealed class TryingTexts;
