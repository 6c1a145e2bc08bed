namespace Portal.Lists;

/// <summary>Names the texts beside it: ListTexts.resx (zh-CN) and ListTexts.en.resx.</summary>
public sealed class ListTexts;
