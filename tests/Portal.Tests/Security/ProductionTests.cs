using Domain.Organizations;
using Portal.Tests.Shell;

namespace Portal.Tests.Security;

/// <summary>What is stricter outside Development.</summary>
public sealed class ProductionTests(ProductionHost portal) : IClassFixture<ProductionHost>
{
    [Fact]
    public async Task Cookies_AndTransport_AreOnlySecure()
    {
        await portal.AddAccountAsync("strict", Role.ProjectManager);
        using var browser = portal.Browse("https://portal.example");

        var answer = await PortalHost.SignInAsync(browser, "strict");

        answer.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith("__Host-portal.session=", StringComparison.Ordinal) && c.Contains("secure"));
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
    }
}

/// <summary>The portal as customers run it.</summary>
public sealed class ProductionHost : PortalHost
{
    protected override string EnvironmentName => "Production";
}
