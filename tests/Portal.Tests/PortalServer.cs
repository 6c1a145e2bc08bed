using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Domain.Organizations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Testing;

namespace Portal.Tests;

/// <summary>The portal in memory on a world's database, asked by whomever the test says. Sign-in itself is left out, and no job runs.</summary>
public sealed class PortalServer(PortalWorld world, IReadOnlyDictionary<string, string>? settings = null) : WebApplicationFactory<Program>
{
    private const string ActorHeader = "X-Test-Membership";

    /// <summary>A browser of the actor, or of a visitor; it follows no redirects.</summary>
    public HttpClient Browser(Actor? actor)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (actor is not null) client.DefaultRequestHeaders.Add(ActorHeader, actor.MembershipId.ToString(CultureInfo.InvariantCulture));
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Portal", world.Database.ConnectionString);
        builder.UseSetting("Database:Provider", world.Database.Provider.ToString());
        builder.UseSetting("Files:Root", world.FilesRoot);
        builder.UseSetting("Security:MasterKeyFile", world.MasterKeyFile);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            foreach (var job in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true).ToList())
                services.Remove(job);
            services.AddSingleton(world);
            services.AddAuthentication(options =>
            {
                options.DefaultScheme = ActorHeader;
                options.DefaultAuthenticateScheme = ActorHeader;
            }).AddScheme<AuthenticationSchemeOptions, ByHeader>(ActorHeader, null);
        });
    }

    private sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, PortalWorld world)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!long.TryParse(Request.Headers[ActorHeader], CultureInfo.InvariantCulture, out var id)) return AuthenticateResult.NoResult();
            await using var db = world.Open();
            var membership = db.Set<Membership>().Where(m => m.Id == id).Select(m => new { m, m.Organization }).Single().m;
            var claims = ActorClaims.Of(membership)
                .Append(new Claim(ClaimTypes.NameIdentifier, membership.AccountId.ToString(CultureInfo.InvariantCulture)))
                .Append(new Claim(ActorClaims.DisplayName, "Test"));
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, ActorHeader)), ActorHeader));
        }
    }
}
