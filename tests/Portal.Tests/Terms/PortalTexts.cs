using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;

namespace Portal.Tests.Terms;

/// <summary>The resource files and sources of the face, as they stand in the checkout.</summary>
internal static partial class PortalTexts
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "Portal");

    /// <summary>Base names of all resources: "Portal/Shell/ShellTexts".</summary>
    public static IReadOnlyList<string> Resources { get; } =
        [.. FilesOf(Folder, "*.resx").Where(path => !path.EndsWith(".en.resx", StringComparison.Ordinal)).Select(path => path[..^".resx".Length])];

    public static IReadOnlyDictionary<string, string> Chinese(string resource) => Read(resource + ".resx");

    public static IReadOnlyDictionary<string, string> English(string resource) => Read(resource + ".en.resx");

    /// <summary>Hand-written .razor and .cs files below a folder.</summary>
    public static IEnumerable<string> Sources(string folder) => FilesOf(folder, "*.razor").Concat(FilesOf(folder, "*.cs"));

    /// <summary>The source without remarks.</summary>
    public static string Code(string path) => Remarks().Replace(File.ReadAllText(path), "");

    public static string Name(string path) => Path.GetRelativePath(Repository.Root, path);

    private static IEnumerable<string> FilesOf(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "wwwroot" or "Migrations"));

    private static Dictionary<string, string> Read(string path) => File.Exists(path)
        ? XDocument.Load(path).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value)
        : [];

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|/\*.*?\*/|(?<![:""'])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Remarks();
}
