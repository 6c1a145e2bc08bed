namespace Portal.Ingest.Log;

/// <summary>Names the texts beside it: RequestTexts.resx (zh-CN) and RequestTexts.en.resx.</summary>
public sealed class RequestTexts;
