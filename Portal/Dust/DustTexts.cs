namespace Portal.Dust;

/// <summary>Names the texts beside it: DustTexts.resx (zh-CN) and DustTexts.en.resx.</summary>
public sealed class DustTexts;
