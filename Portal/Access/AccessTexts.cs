namespace Portal.Access;

/// <summary>Names the texts beside it: AccessTexts.resx (zh-CN) and AccessTexts.en.resx. "field.x" are the labels of the forms' fields.</summary>
public sealed class AccessTexts;
