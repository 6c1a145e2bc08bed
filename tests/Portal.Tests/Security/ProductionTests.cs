using System.Net;
using Domain.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
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

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.BadRequest)]
    [InlineData("/health", HttpStatusCode.OK)]
    public async Task Plain_Http_IsAnsweredOnlyToHealthChecks(string address, HttpStatusCode status)
    {
        using var browser = portal.Browse("http://portal.example");

        (await browser.GetAsync(address)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Forwarded_ByATrustedProxy_IsBelieved()
    {
        using var browser = portal.Browse("http://portal.example");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Test-Peer", ProductionHost.Proxy);

        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Forwarded_ByAnybodyElse_IsNotBelieved()
    {
        using var browser = portal.Browse("http://portal.example");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Test-Peer", "203.0.113.9");

        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}

/// <summary>The portal as customers run it.</summary>
public sealed class ProductionHost : PortalHost
{
    public const string Proxy = "10.1.2.3";

    protected override string EnvironmentName => "Production";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Proxies:Trusted:0", "10.1.0.0/16");
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, PeerByHeader>());
    }

    /// <summary>A test server has no network: the test says from where it asks.</summary>
    private sealed class PeerByHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (IPAddress.TryParse(context.Request.Headers["X-Test-Peer"], out var peer)) context.Connection.RemoteIpAddress = peer;
                return following(context);
            });
            next(app);
        };
    }
}
