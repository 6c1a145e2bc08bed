namespace Portal.Dismantling;

/// <summary>Names the texts beside it: DismantlingTexts.resx (zh-CN) and DismantlingTexts.en.resx.</summary>
public sealed class DismantlingTexts;
