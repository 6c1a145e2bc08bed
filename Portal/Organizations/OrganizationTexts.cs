namespace Portal.Organizations;

/// <summary>Names the texts beside it: OrganizationTexts.resx (zh-CN) and OrganizationTexts.en.resx.</summary>
public sealed class OrganizationTexts;
