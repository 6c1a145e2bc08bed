namespace Portal.Captures;

/// <summary>Names the texts beside it: CaptureTexts.resx (zh-CN) and CaptureTexts.en.resx.</summary>
public sealed class CaptureTexts;
