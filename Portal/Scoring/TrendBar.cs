namespace Portal.Scoring;

/// <summary>One bar of a <see cref="ScoreTrend"/>.</summary>
/// <param name="Name">The month or the run.</param>
/// <param name="Href">Where it leads; null for nowhere.</param>
/// <param name="Value">0 to 100.</param>
/// <param name="Text">The value as it is read.</param>
public sealed record TrendBar(string Name, string? Href, double Value, int Threshold, string Text);
