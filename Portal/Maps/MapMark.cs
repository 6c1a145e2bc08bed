using Domain.Values;

namespace Portal.Maps;

/// <summary>What stands at a position on a map.</summary>
/// <param name="Text">What it is, in words; shown when it is pointed at, and read out.</param>
/// <param name="At">Where.</param>
/// <param name="Main">The one that the map is about; others stand back.</param>
/// <param name="Letter">One or two characters on the mark, so that several can be told apart; null for none.</param>
public sealed record MapMark(string Text, Wgs84Point At, bool Main = false, string? Letter = null);
