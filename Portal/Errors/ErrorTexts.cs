namespace Portal.Errors;

/// <summary>Names the texts beside it: ErrorTexts.resx (zh-CN) and ErrorTexts.en.resx.</summary>
public sealed class ErrorTexts;
