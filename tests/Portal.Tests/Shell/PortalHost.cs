using System.Text.RegularExpressions;
using Domain.Organizations;
using Infrastructure.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Testing.Database;

namespace Portal.Tests.Shell;

/// <summary>The whole portal on a database of its own, answered over HTTP without a browser.</summary>
public partial class PortalHost : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "seven bricks, one kite";

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-host-").FullName;
    private TestDatabase _database = null!;

    public TestDatabase Database => _database;

    protected virtual string EnvironmentName => "Development";

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("ConnectionStrings:Portal", _database.ConnectionString);
        builder.UseSetting("Database:Provider", _database.Provider.ToString());
        builder.UseSetting("Files:Root", Path.Combine(_folder, "files"));
        var key = Path.Combine(_folder, "master.key");
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]));
        builder.UseSetting("Security:MasterKeyFile", key);
        builder.ConfigureTestServices(services =>
        {
            // No job runs beside a test.
            foreach (var job in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace?.StartsWith("Quartz", StringComparison.Ordinal) == true).ToList())
                services.Remove(job);
        });
    }

    /// <summary>A browser without scripts: keeps cookies, does not follow redirects.</summary>
    public HttpClient Browse(string address = "https://localhost")
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri(address) });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    /// <summary>Makes an account with roles, one organization for each.</summary>
    public async Task<Account> AddAccountAsync(string userName, params Role[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account { UserName = userName, DisplayName = "Person of " + userName, CreatedAt = TimeProvider.System.GetUtcNow() };
        (await manager.CreateAsync(account, Password)).Succeeded.ShouldBeTrue();
        foreach (var role in roles)
        {
            var kind = Enum.GetValues<OrganizationKind>().First(kind => Roles.Of(kind).Contains(role));
            var organization = await _database.AddAsync(new Organization(kind, new OrganizationDetails { Name = $"{userName} {role}", RegionCode = "440802" }));
            await using var context = _database.Open();
            context.Attach(organization);
            context.Add(new Membership(account.Id, organization, role));
            await context.SaveChangesAsync();
        }
        return account;
    }

    /// <summary>Opens a page with a form, fills it in and sends it, with the token that the page carries.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, string handler, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page);
        var form = new Dictionary<string, string> { ["_handler"] = handler, ["__RequestVerificationToken"] = TokenOf(html) };
        foreach (var (name, value) in fields) form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        return await browser.PostAsync(page, content);
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string userName, string password = Password, string page = "/sign-in") =>
        SubmitAsync(browser, page, "sign-in", ("UserName", userName), ("Password", password));

    /// <summary>The antiforgery token of the first form on a page.</summary>
    public static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
