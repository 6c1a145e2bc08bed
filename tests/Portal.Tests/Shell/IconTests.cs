using System.Text.RegularExpressions;
using Portal.Shell;
using Portal.Tests.Terms;

namespace Portal.Tests.Shell;

public sealed partial class IconTests
{
    private static readonly HashSet<string> Subset = [.. File.ReadAllLines(Path.Combine(PortalTexts.Folder, "Shell", "icons.txt"))];

    /// <summary>A name that is not in the font shows as its letters.</summary>
    [Fact]
    public void Icons_UsedInSources_AreInTheSubset()
    {
        var used =
            from path in PortalTexts.Sources(PortalTexts.Folder)
            let code = PortalTexts.Code(path)
            from Match match in IconAttribute().Matches(code)
            from Match name in Name().Matches(match.Value)
            select name.Groups[1].Value;

        var names = used.Concat(Navigation.Entries.Select(entry => entry.Icon)).Distinct().ToList();

        names.Count.ShouldBeGreaterThan(20);
        names.Except(Subset).ShouldBeEmpty("add the name to Shell/icons.txt and run scripts/subset-icons.sh");
    }

    [Fact]
    public void Subset_InItsOrder_IsSortedAndWithoutDoubles() => File.ReadAllLines(Path.Combine(PortalTexts.Folder, "Shell", "icons.txt"))
        .ShouldBe(Subset.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"<Icon Name=""[^""]*""|<Icon Name=""@\([^)]*\)""|\bIcon=""[^""]*""|\bIcon=""@\([^>]*|\w*icon(?:Name)?(?:\([^)]*\))?\s*=>?[^;]*;", RegexOptions.IgnoreCase)]
    private static partial Regex IconAttribute();

    [GeneratedRegex(@"(?<=[=(?:,>]\s*""|=""|\? ""|: "")([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?=""(?!\s*=>))")]
    private static partial Regex Name();
}
