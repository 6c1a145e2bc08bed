namespace Portal.Fields;

/// <summary>Names the texts beside it: FieldTexts.resx (zh-CN) and FieldTexts.en.resx.</summary>
public sealed class FieldTexts;
