namespace Workflows.Engine.Feel;

/// <summary>A text is not an expression of the subset that <see cref="FeelParser"/> reads.</summary>
public sealed class FeelSyntaxException(int position, string found) : FormatException($"Not an expression at position {position}: '{found}'.")
{
    /// <summary>Zero-based place in the trimmed text.</summary>
    public int Position { get; } = position;

    /// <summary>What stands there; empty at the end of the text.</summary>
    public string Found { get; } = found;
}
