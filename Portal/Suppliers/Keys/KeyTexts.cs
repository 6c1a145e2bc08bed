namespace Portal.Suppliers.Keys;

/// <summary>Names the texts beside it: KeyTexts.resx (zh-CN) and KeyTexts.en.resx.</summary>
public sealed class KeyTexts;
