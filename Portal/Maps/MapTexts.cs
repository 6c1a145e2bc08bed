namespace Portal.Maps;

/// <summary>Words of maps.</summary>
public sealed class MapTexts;
