namespace Portal.Supervision;

/// <summary>Names the texts beside it: SupervisionTexts.resx (zh-CN) and SupervisionTexts.en.resx.</summary>
public sealed class SupervisionTexts;
