using System.Text.RegularExpressions;

namespace Portal.Tests.Terms;

/// <summary>Every visible text is there, in both languages.</summary>
public sealed partial class TextTests
{
    /// <summary>Titles of forms that Chinese writes with the city in front; its name has no English form.</summary>
    private static readonly string[] TitlesWithCity = ["CommitmentTitle", "DebugTitle", "ReceiptTitle"];

    public static TheoryData<string> Resources => [.. PortalTexts.Resources.Select(PortalTexts.Name)];

    [Fact]
    public void Resources_OfThePortal_AreFound() => PortalTexts.Resources.Count.ShouldBeGreaterThan(5);

    [Theory]
    [MemberData(nameof(Resources))]
    public void Texts_OfAResource_AreThereInBothLanguages(string resource)
    {
        var path = Path.Combine(Testing.Repository.Root, resource);

        var chinese = PortalTexts.Chinese(path);
        var english = PortalTexts.English(path);

        chinese.ShouldNotBeEmpty();
        english.Keys.Except(chinese.Keys).ShouldBeEmpty("only English");
        chinese.Keys.Except(english.Keys).ShouldBeEmpty("only Chinese");
        chinese.Concat(english).Where(text => text.Value.Length == 0).Select(text => text.Key).ShouldBeEmpty("empty");
    }

    /// <summary>A placeholder that one language lacks is a figure that its readers do not get.</summary>
    [Theory]
    [MemberData(nameof(Resources))]
    public void Placeholders_OfAText_AreTheSameInBothLanguages(string resource)
    {
        var path = Path.Combine(Testing.Repository.Root, resource);
        var english = PortalTexts.English(path);

        var different = PortalTexts.Chinese(path).Where(text => english.TryGetValue(text.Key, out var other) && Placeholders(text.Value) != Placeholders(other));

        different.Select(text => text.Key).Except(TitlesWithCity).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void English_OfAResource_HoldsNoChineseButTheLanguageSwitch(string resource)
    {
        var english = PortalTexts.English(Path.Combine(Testing.Repository.Root, resource));

        english.Where(text => text.Key != "OtherLanguage" && text.Value.Any(IsHan)).Select(text => text.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Keys_UsedInSources_ExistInTheirResource()
    {
        var resources = PortalTexts.Resources.ToDictionary(path => Path.GetFileName(path), path => PortalTexts.Chinese(path));
        var checkedKeys = 0;
        var missing = new List<string>();

        foreach (var path in PortalTexts.Sources(PortalTexts.Folder))
        {
            var code = PortalTexts.Code(path);
            foreach (Match localizer in Localizer().Matches(code))
            {
                var (resource, variable) = (localizer.Groups["resource"].Value, localizer.Groups["variable"].Value);
                foreach (Match use in Regex.Matches(code, $@"\b{variable}\[""(?<key>[^""]+)""[,\]]", RegexOptions.None, TimeSpan.FromSeconds(5)))
                {
                    checkedKeys++;
                    if (!resources[resource].ContainsKey(use.Groups["key"].Value)) missing.Add($"{PortalTexts.Name(path)}: {resource} {use.Groups["key"].Value}");
                }
            }
        }

        checkedKeys.ShouldBeGreaterThan(50);
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Sources_OfThePortal_HoldNoChinese()
    {
        var found =
            from path in PortalTexts.Sources(PortalTexts.Folder)
            where !path.Contains("/Demo/", StringComparison.Ordinal)
            let line = PortalTexts.Code(path).Split('\n').FirstOrDefault(line => line.Any(IsHan))
            where line is not null
            select $"{PortalTexts.Name(path)}: {line.Trim()}";

        found.ShouldBeEmpty("a visible text belongs into the feature's .resx files");
    }

    private static bool IsHan(char character) => character is >= '\u3400' and <= '\u9fff';

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"IStringLocalizer<(?:[\w.]+\.)?(?<resource>\w+)>\s+(?<variable>\w+)")]
    private static partial Regex Localizer();
}
