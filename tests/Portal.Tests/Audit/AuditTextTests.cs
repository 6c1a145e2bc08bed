using System.Text.RegularExpressions;
using Portal.Tests.Terms;
using Workflows.Audit;

namespace Portal.Tests.Audit;

public sealed class AuditTextTests
{
    private static readonly IReadOnlyDictionary<string, string> Texts = PortalTexts.Chinese(Path.Combine(PortalTexts.Folder, "Audit", "AuditTexts"));

    /// <summary>The code of whatever records.</summary>
    private static IReadOnlyList<string> Sources { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Testing.Repository.Root, "Workflows"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).Where(code => code.Contains("Auditing.Record", StringComparison.Ordinal) || code.Contains("RowExport<", StringComparison.Ordinal)),
    ];

    /// <summary>What services record as "subject.action" is read by people.</summary>
    [Fact]
    public void Actions_ThatAreRecorded_HaveAText()
    {
        var kinds = string.Join('|', AuditTrail.SubjectKinds.Append("membership"));

        // Codes of refusals look alike; those that are audited are verbs.
        var actions = Sources.SelectMany(code => Regex.Matches(code, $"\"(?<action>({kinds})\\.(create|change|enable|disable|reset-password|unlock|add|end|resume|register|suspend|blacklist|lift|list|delist|relist|save|publish))\"|Auditing\\.Record\\(\\s*db,\\s*[a-zA-Z.]+,\\s*\"(?<action>[a-z.-]+)\"|Action = \"(?<action>[a-z.-]+)\"")
            .Select(match => match.Groups["action"].Value)).Distinct().ToList();

        actions.Count.ShouldBeGreaterThan(20);
        actions.Except(Texts.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Fields_ThatAreRecorded_HaveAText()
    {
        var fields = Sources.SelectMany(code => Regex.Matches(code, "\\[\"(?<field>[a-zA-Z0-9]+)\"\\] =").Select(match => "Field." + match.Groups["field"].Value)).Distinct().ToList();

        fields.Count.ShouldBeGreaterThan(30);
        fields.Except(Texts.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Kinds_OfSubjects_HaveAText() => AuditTrail.SubjectKinds.Select(kind => "Kind." + kind).Except(Texts.Keys).ShouldBeEmpty();
}
