namespace Portal.Ingest.Docs;

/// <summary>Names the texts beside it: ApiTexts.resx (zh-CN) and ApiTexts.en.resx.</summary>
public sealed class ApiTexts;
