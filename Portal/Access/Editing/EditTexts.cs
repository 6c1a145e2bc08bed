namespace Portal.Access.Editing;

/// <summary>Names the texts beside it: EditTexts.resx (zh-CN) and EditTexts.en.resx.</summary>
public sealed class EditTexts;
