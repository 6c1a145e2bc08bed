using System.Text.RegularExpressions;

namespace Testing.Ingest;

/// <summary>The supplier guide as its reader has it: a text with blocks to be copied out.</summary>
public sealed partial class Guide
{
    private Guide(string text) => Text = text;

    public static Guide English { get; } = Read("supplier-guide.md");

    public static Guide Chinese { get; } = Read("supplier-guide.zh-CN.md");

    public string Text { get; }

    /// <summary>Language and content of each block.</summary>
    public IReadOnlyList<(string Language, string Content)> Blocks => [.. Fence().Matches(Text).Select(match => (match.Groups["language"].Value, match.Groups["content"].Value))];

    /// <summary>Blocks of a language, in order.</summary>
    public IReadOnlyList<string> Of(string language) => [.. Blocks.Where(block => block.Language == language).Select(block => block.Content)];

    private static Guide Read(string name) => new(File.ReadAllText(Path.Combine(Repository.Root, "docs", name)));

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<content>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();
}
