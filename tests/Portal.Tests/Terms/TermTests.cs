using System.Reflection;
using Domain.Organizations;

namespace Portal.Tests.Terms;

public sealed class TermTests
{
    /// <summary>Inner matters of calculations that no page shows.</summary>
    private static readonly string[] Unseen = ["CheckOutcome", "LicensePlateKind", "RegionLevel"];

    /// <summary>An enumeration of the Domain sooner or later stands on a page; a member without a word would show its English identifier.</summary>
    [Fact]
    public void Members_OfTheDomainsEnumerations_HaveAWord()
    {
        var words = PortalTexts.Chinese(Path.Combine(PortalTexts.Folder, "Terms", "TermTexts"));
        var enumerations = typeof(Role).Assembly.GetExportedTypes().Where(type => type.IsEnum && !Unseen.Contains(type.Name)).ToList();

        var keys = enumerations.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => $"{type.Name}.{member.Name}")).ToList();

        keys.Count.ShouldBeGreaterThan(50);
        keys.Except(words.Keys).ShouldBeEmpty();
    }
}
