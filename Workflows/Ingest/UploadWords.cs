namespace Workflows.Ingest;

/// <summary>The contract's words for what is one of a set, in the order of the enumerations that they are read into.</summary>
public static class UploadWords
{
    public static readonly IReadOnlyList<string> Directions = ["in", "out"];
    public static readonly IReadOnlyList<string> Cameras = ["low", "high"];
    public static readonly IReadOnlyList<string> PlateColors = ["blue", "yellow", "green", "yellow-green", "white", "black"];
    public static readonly IReadOnlyList<string> ImageKinds = ["front", "side", "overview"];
}
