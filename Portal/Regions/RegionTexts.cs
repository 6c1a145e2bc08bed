namespace Portal.Regions;

/// <summary>Names the texts beside it: RegionTexts.resx (zh-CN) and RegionTexts.en.resx.</summary>
public sealed class RegionTexts;
