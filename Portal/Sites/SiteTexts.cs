namespace Portal.Sites;

/// <summary>Names the texts beside it: SiteTexts.resx (zh-CN) and SiteTexts.en.resx.</summary>
public sealed class SiteTexts;
