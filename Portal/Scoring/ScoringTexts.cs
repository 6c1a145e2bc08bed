namespace Portal.Scoring;

/// <summary>Names the resource of the scorecard pages.</summary>
public sealed class ScoringTexts;
