namespace Architecture.Tests;

/// <summary>A feature has the same folder name on every floor it needs, and no folder is named after a technical kind.</summary>
public sealed class FolderTests
{
    /// <summary>The one list of features. Whoever adds one says here what it is; a new name for an old thing is what this prevents.</summary>
    private static readonly Dictionary<string, string> Features = new(StringComparer.Ordinal)
    {
        // The field's
        ["Access"] = "applications that connect a site (S2 annex 1)",
        ["Appeals"] = "suppliers' appeals against deductions of a scorecard (S2 annex 7)",
        ["Attendance"] = "workers' presence",
        ["Calendar"] = "working days and deadlines",
        ["Captures"] = "pictures that devices send",
        ["Consequences"] = "talks, suspensions and blacklisting that scorecards lead to (S2 annex 7)",
        ["Devices"] = "cameras and sensors, accepted models",
        ["Dismantling"] = "notices of tower cranes coming down (S2 annex 3)",
        ["Dust"] = "what dust monitors measure, and the protocol they speak (HJ 212)",
        ["Inability"] = "statements that a site cannot be connected yet (S2 annex 5)",
        ["Insights"] = "figures and maps across sites",
        ["Leave"] = "leave of key personnel (S4)",
        ["Maps"] = "where things are: outlines, places, positions",
        ["Organizations"] = "units, memberships and roles",
        ["Perception"] = "what is recognized in pictures",
        ["Reports"] = "a month's scorecards as files",
        ["Registration"] = "a muck site's gate devices under an access number (S0)",
        ["Regions"] = "districts and who answers for them",
        ["Relocation"] = "moving and removing devices (S2 annex 2)",
        ["Scoring"] = "suppliers' scorecards (S2 annex 7)",
        ["Sites"] = "construction sites and who sees them",
        ["Supervision"] = "safety supervision that ends, stands still or goes on (S2 annex 4)",
        ["Suppliers"] = "suppliers, their keys and restrictions",
        ["Violations"] = "violations and rectification (S2 annex 6)",
        ["Workforce"] = "workers and teams",
        // The office's
        ["Accounts"] = "who can sign in",
        ["Audit"] = "who did and saw what",
        ["Drafts"] = "forms kept while they are being filled in",
        ["Inbox"] = "work items as a person sees them",
        ["Notifications"] = "messages in the portal and out of it",
        ["Numbering"] = "series of numbers without gaps",
        ["Preferences"] = "language and theme of a person",
        // What the floors stand on
        ["Cases"] = "what the cases of all chains share beside the engine: decisions, ways back, hand-overs",
        ["Commands"] = "what the program does instead of serving",
        ["Cryptography"] = "keys and what they seal",
        ["Database"] = "context, conventions, migrations",
        ["Demo"] = "invented data for Development",
        ["Engine"] = "the process engine",
        ["Errors"] = "how a broken rule reaches a person or a program",
        ["Fields"] = "form fields with label, help and message",
        ["Files"] = "content of attachments",
        ["Health"] = "whether a node is fit to serve",
        ["Ingest"] = "what machines send: signatures, batches, limits, the request log",
        ["Lists"] = "tables with filter, paging and an address",
        ["Scheduling"] = "the clustered scheduler and its jobs",
        ["Security"] = "headers, limits and origins of requests",
        ["Shell"] = "layout, navigation, start page",
        ["Spreadsheets"] = "lists as Excel files",
        ["Terms"] = "the field's words in both languages",
        ["Values"] = "codes and numbers with check digits",
    };

    private static readonly HashSet<string> TechnicalKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "Services", "Models", "Helpers", "Utils", "Utilities", "Common", "Shared", "Core", "Misc", "Extensions", "Interfaces", "Abstractions",
        "Entities", "Enums", "Dtos", "Dto", "ViewModels", "Controllers", "Repositories", "Repository", "Managers", "Handlers", "Factories",
        "Exceptions", "Constants", "Components", "Pages", "Views", "Base", "Infrastructure", "Types", "Classes",
    };

    /// <summary>Folders that a tool, not a person, gives their name.</summary>
    private static readonly HashSet<string> OfTools = new(StringComparer.Ordinal) { "bin", "obj", "wwwroot", "Properties", "node_modules", "TestResults" };

    public static TheoryData<string> Floors => [.. Floor.All.Select(floor => floor.Name)];

    [Theory]
    [MemberData(nameof(Floors))]
    public void Folders_OfAFloor_AreFeatures(string floor) =>
        Folders(Path.Combine(Floor.Root, floor)).Except(Features.Keys).ShouldBeEmpty("name the feature, or add a new one to the list with its meaning");

    /// <summary>Tests mirror the house.</summary>
    [Theory]
    [MemberData(nameof(Floors))]
    public void Folders_OfAFloorsTests_AreFeatures(string floor) =>
        Folders(Path.Combine(Floor.Root, "tests", $"{floor}.Tests")).Except(Features.Keys).ShouldBeEmpty();

    [Fact]
    public void Folders_Anywhere_AreNotNamedAfterTechnicalKinds()
    {
        var misnamed = Floor.All.Select(floor => floor.Folder).Append(Path.Combine(Floor.Root, "tests")).SelectMany(AllFolders)
            .Where(folder => TechnicalKinds.Contains(Path.GetFileName(folder))).Select(folder => Path.GetRelativePath(Floor.Root, folder));

        misnamed.ShouldBeEmpty();
    }

    /// <summary>A list that nobody uses would let anything pass.</summary>
    [Fact]
    public void Features_ByName_AreNoTechnicalKindsThemselves() => Features.Keys.Intersect(TechnicalKinds).ShouldBeEmpty();

    private static IEnumerable<string> Folders(string parent) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)).Where(IsOurs) : [];

    private static IEnumerable<string> AllFolders(string parent) =>
        Directory.EnumerateDirectories(parent).Where(folder => IsOurs(Path.GetFileName(folder))).SelectMany(folder => AllFolders(folder).Prepend(folder));

    private static bool IsOurs(string name) => !OfTools.Contains(name) && !name.StartsWith('.');
}
