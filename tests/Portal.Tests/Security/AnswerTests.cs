using System.Net;
using System.Text.RegularExpressions;
using Domain.Organizations;
using Portal.Tests.Shell;

namespace Portal.Tests.Security;

/// <summary>What every answer carries, whoever asks.</summary>
public sealed partial class AnswerTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/app.css")]
    [InlineData("/health")]
    [InlineData("/no-such-page")]
    public async Task Headers_OfAnyAnswer_AllowNoInlineScriptAndNoFrame(string address)
    {
        using var browser = portal.Browse();

        var answer = await browser.GetAsync(address);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Page_AsItIsSent_HoldsNoInlineScript()
    {
        using var browser = portal.Browse();

        var html = await browser.GetStringAsync("/sign-in");

        InlineScript().Matches(html).ShouldBeEmpty();
    }

    [Fact]
    public async Task Language_OfTheBrowser_DoesNotTurnChineseOff()
    {
        using var browser = portal.Browse();
        browser.DefaultRequestHeaders.Add("Accept-Language", "en-US,en;q=0.9");

        (await browser.GetStringAsync("/sign-in")).ShouldContain("lang=\"zh-CN\"");
        await browser.GetAsync("/preferences/language/en?returnUrl=/sign-in");
        (await browser.GetStringAsync("/sign-in")).ShouldContain("Use the account that your administrator gave you.");
    }

    [Fact]
    public async Task Theme_OnceChosen_IsThereFromTheFirstByte()
    {
        using var browser = portal.Browse();
        await browser.GetAsync("/preferences/theme/dark");

        (await browser.GetStringAsync("/sign-in")).ShouldContain("data-theme=\"dark\"");
    }

    [Fact]
    public async Task Cookie_OfTheSession_IsOutOfReachOfScriptsAndOtherSites()
    {
        await portal.AddAccountAsync("cookie", Role.ProjectManager);
        using var browser = portal.Browse();

        var answer = await PortalHost.SignInAsync(browser, "cookie");

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("portal.session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("secure");
    }

    [Theory]
    [InlineData("here", "https://localhost", HttpStatusCode.OK)]
    [InlineData("elsewhere", "https://evil.example", HttpStatusCode.Forbidden)]
    public async Task Circuit_ByOrigin_IsOpenedOnlyFromHere(string name, string origin, HttpStatusCode status)
    {
        await portal.AddAccountAsync(name, Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, name);
        browser.DefaultRequestHeaders.Add("Origin", origin);

        using var nothing = new StringContent("");
        var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", nothing);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Circuit_WithoutSession_IsNotOpened()
    {
        using var browser = portal.Browse();

        using var nothing = new StringContent("");
        var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", nothing);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Address_WithoutAPage_IsAnsweredWithItsStatusAndAWayOut()
    {
        await portal.AddAccountAsync("missing", Role.ProjectManager);
        using var browser = portal.Browse();
        await PortalHost.SignInAsync(browser, "missing");

        var answer = await browser.GetAsync("/no-such-page");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("页面不存在");
    }

    [Fact]
    public async Task Forwarded_FromAnyone_IsNotBelieved()
    {
        using var browser = portal.Browse();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "gopher");

        var answer = await browser.GetAsync("/account");

        answer.Headers.Location!.ToString().ShouldStartWith("https://localhost/");
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|\\son[a-z]+=|javascript:")]
    private static partial Regex InlineScript();
}
