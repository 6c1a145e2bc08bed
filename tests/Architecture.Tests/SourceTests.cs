using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What a reader relies on in every file.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Files_ExceptMigrations_StayWithin400Lines() =>
        Sources().Where(path => File.ReadLines(path).Count() > MaxLines).Select(Name).ShouldBeEmpty("say what the file is about, then split it");

    /// <summary>The namespace is the path, so that a type is where its name says.</summary>
    [Fact]
    public void Namespaces_InEveryFile_AreItsPath()
    {
        var elsewhere =
            from path in Sources()
            let declared = NamespaceLine().Match(File.ReadAllText(path))
            where declared.Success && declared.Groups["name"].Value != Expected(path)
            select $"{Name(path)}: {declared.Groups["name"].Value}";

        elsewhere.ShouldBeEmpty();
    }

    /// <summary>Chinese terms stand in resources and remarks; a name in code must be one that everybody can type.</summary>
    [Fact]
    public void Names_OfTypesAndMembers_AreLatin()
    {
        var named = Floor.All.SelectMany(floor => floor.Assembly.GetTypes())
            .SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}"));

        named.Where(name => name.Any(character => character > 0x2E7F)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        Floor.All.Select(floor => floor.Folder).Append(Path.Combine(Floor.Root, "tests")).SelectMany(Floor.SourcesBelow)
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal));

    private static string Name(string path) => Path.GetRelativePath(Floor.Root, path);

    private static string Expected(string path)
    {
        var parts = Path.GetDirectoryName(Name(path))!.Split(Path.DirectorySeparatorChar);
        return string.Join('.', parts[0] == "tests" ? parts[1..] : parts);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceLine();
}
