namespace Portal.Drafts;

/// <summary>Names the texts beside it: DraftTexts.resx (zh-CN) and DraftTexts.en.resx.</summary>
public sealed class DraftTexts;
