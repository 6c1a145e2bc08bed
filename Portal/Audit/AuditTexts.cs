namespace Portal.Audit;

/// <summary>Names the texts beside it: AuditTexts.resx (zh-CN) and AuditTexts.en.resx.</summary>
public sealed class AuditTexts;
