namespace Portal.Relocation;

/// <summary>Names the texts beside it: RelocationTexts.resx (zh-CN) and RelocationTexts.en.resx.</summary>
public sealed class RelocationTexts;
