namespace Portal.Engine;

/// <summary>Names the texts beside it: ChainTexts.resx (zh-CN) and ChainTexts.en.resx.</summary>
public sealed class ChainTexts;
