using System.Reflection;

namespace Architecture.Tests;

/// <summary>A floor of the house (docs: design): its project, and how high it stands. Arrows point to lower floors only.</summary>
internal sealed record Floor(string Name, int Height)
{
    public static readonly IReadOnlyList<Floor> All = [new("Domain", 0), new("Infrastructure", 1), new("Workflows", 2), new("Portal", 3)];

    /// <summary>The directory of Portal.sln.</summary>
    public static string Root { get; } = FindRoot();

    public string Folder => Path.Combine(Root, Name);

    public string ProjectFile => Path.Combine(Folder, $"{Name}.csproj");

    public Assembly Assembly => Assembly.Load(Name);

    /// <summary>Hand-written C# of the floor, by path below it; nothing of the build's.</summary>
    public IEnumerable<string> Sources() => SourcesBelow(Folder);

    public static IEnumerable<string> SourcesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    public override string ToString() => Name;

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "Portal.sln")))
                return directory.FullName;
        throw new InvalidOperationException($"No Portal.sln above {AppContext.BaseDirectory}.");
    }
}
