namespace Portal.Violations;

/// <summary>Names the texts beside it: ViolationTexts.resx (zh-CN) and ViolationTexts.en.resx.</summary>
public sealed class ViolationTexts;
