namespace Portal.Appeals;

/// <summary>Names the texts beside it: AppealTexts.resx (zh-CN) and AppealTexts.en.resx.</summary>
public sealed class AppealTexts;
