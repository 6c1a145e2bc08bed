using System.Globalization;
using System.Text.RegularExpressions;
using Domain;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Portal.Errors;
using Portal.Terms;
using Portal.Tests.Terms;
using Testing;

namespace Portal.Tests.Errors;

public sealed partial class ErrorTextTests
{
    private readonly ErrorMessages _messages = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<TermNames>().AddSingleton<ErrorMessages>()
        .BuildServiceProvider().GetRequiredService<ErrorMessages>();

    [Fact]
    public void Codes_ThrownOnTheFloorsBelow_HaveATextInBothLanguages()
    {
        var resource = Path.Combine(PortalTexts.Folder, "Errors", "ErrorTexts");
        var codes = CodesThrown().ToList();

        codes.Count.ShouldBeGreaterThan(50);
        codes.Except(PortalTexts.Chinese(resource).Keys).ShouldBeEmpty();
        codes.Except(PortalTexts.English(resource).Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Of_WithArguments_WritesThemForReaders() => In("zh-CN", () =>
    {
        _messages.Of("access.supplier-suspended", ["海湾设备公司", new DateOnly(2026, 11, 25)]).ShouldContain("至 2026-11-25");
        _messages.Of("work-item.already-handled", ["陈海生", new DateTimeOffset(2026, 11, 24, 18, 5, 0, TimeSpan.Zero)]).ShouldContain("2026-11-25 02:05");
        _messages.Of(new DomainException("membership.role-does-not-fit", Role.CountyOfficer, OrganizationKind.Supplier)).ShouldContain("供应商");
        _messages.Of("access.bandwidth-too-low", [20.0000m]).ShouldContain(" 20 ");
    });

    [Fact]
    public void Of_InEnglish_SpeaksEnglish() => In("en", () => _messages.Of("field.required", []).ShouldBe("This is required."));

    [Fact]
    public void Of_AnUnknownCode_NamesIt() => In("en", () => _messages.Of("nothing.like-it", []).ShouldContain("nothing.like-it"));

    private static void In(string language, Action check)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(language), new CultureInfo(language));
        try
        {
            check();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>The literals in statements that make a DomainException or a FormProblem.</summary>
    private static IEnumerable<string> CodesThrown() =>
        from floor in new[] { "Domain", "Infrastructure", "Workflows" }
        from path in PortalTexts.Sources(Path.Combine(Repository.Root, floor))
        from Match statement in Making().Matches(PortalTexts.Code(path))
        from Match code in Code().Matches(statement.Value)
        group code by code.Groups[1].Value into found
        select found.Key;

    [GeneratedRegex(@"(?:DomainException|FormProblem|problems\.Add|\bMissing\([^)]*\) => new)\s*\((?:[^;]*?)(?:;|$)", RegexOptions.Singleline)]
    private static partial Regex Making();

    [GeneratedRegex(@"""([a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)""")]
    private static partial Regex Code();
}
