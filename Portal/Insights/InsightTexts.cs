namespace Portal.Insights;

/// <summary>Words of the overview, its wall screen, the list of deadlines and the public notice.</summary>
public sealed class InsightTexts;
