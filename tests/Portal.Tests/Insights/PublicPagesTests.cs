using System.Net;
using Domain.Organizations;
using Domain.Sites;
using Domain.Suppliers;
using Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;
using Portal.Insights;
using Testing;
using Testing.Access;
using Testing.Database;

namespace Portal.Tests.Insights;

public sealed class PublicPagesTests : IAsyncLifetime, IDisposable
{
    private static readonly string Address = PublicPages.AddressOf(PortalWorld.City);

    private PortalWorld _world = null!;
    private PortalServer _server = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
        await new AccessWalk(_world).SubmittedAsync();
        await using var db = _world.Open();
        await db.Set<Site>().ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
        var supplier = await db.Set<Organization>().SingleAsync(o => o.Id == _world.Supplier.OrganizationId);
        supplier.Change(new OrganizationDetails { Name = supplier.Name, ContactName = "Zhou Wanting", ContactPhone = "13755667788" });
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        db.Add(new SupplierRestriction(
            _world.Supplier.OrganizationId, RestrictionKind.Suspended, today.AddDays(-1), today.AddDays(100), "Mr Qian did not come to the talk.", _world.CityOfficer, _world.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task Page_ForAVisitor_HoldsWhatIsDecided_AndNoPersonsPhonesOrReasons()
    {
        var html = await ReadAsync(_server.Browser(null));

        html.ShouldContain(_world.Supplier.OrganizationName);
        html.ShouldContain("id=\"connected\"");
        await using var db = _world.Open();
        var people = await db.Set<Account>().Select(a => a.DisplayName).ToListAsync();
        people.Count.ShouldBeGreaterThan(10);
        people.Where(name => html.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
        html.ShouldNotContain("Zhou");
        html.ShouldNotContain("Qian");
        html.ShouldNotContain(_world.Site.Name);
        // Phone numbers of the form, of the contact, of anybody.
        System.Text.RegularExpressions.Regex.Matches(html, @"(?<![\w.])1\d{10}(?!\d)").ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_AskedAThousandTimes_IsReadOnce_AndTheSameForAll()
    {
        var browsers = Enumerable.Range(0, 4).Select(_ => _server.Browser(null)).ToList();
        using var commands = new CommandCount(_world.Database, nameof(SupplierRestriction));

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => browsers[i % 4].GetAsync(i % 10 == 9 ? Address + "?month=" + i : Address)));

        commands.Count.ShouldBe(1);
        var served = answers.Where(a => a.StatusCode == HttpStatusCode.OK).ToList();
        served.Count.ShouldBe(PublicEndpoints.Requests);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(1_000 - PublicEndpoints.Requests);
        (await Task.WhenAll(served.Select(a => a.Content.ReadAsStringAsync()))).Distinct().ShouldHaveSingleItem();
        served.ShouldAllBe(a => !a.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Page_ForSomebodySignedIn_IsTheSame() =>
        (await ReadAsync(_server.Browser(_world.CityOfficer))).ShouldBe(await ReadAsync(_server.Browser(null)));

    [Fact]
    public async Task Page_Unchanged_IsNotSentAgain()
    {
        var browser = _server.Browser(null);
        var first = await browser.GetAsync(Address);

        browser.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        (await browser.GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        first.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        first.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Page_OfNobodysCity_IsNotFound_WithoutAskingTheDatabase()
    {
        var browser = _server.Browser(null);
        await browser.GetAsync(Address);
        using var commands = new CommandCount(_world.Database, nameof(Organization));

        for (var i = 0; i < 20; i++) (await browser.GetAsync(PublicPages.AddressOf($"44{i:D2}00"))).StatusCode.ShouldBe(i == 8 ? HttpStatusCode.OK : HttpStatusCode.NotFound);

        commands.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Choice_OfSeveralAuthorities_LeadsToEach()
    {
        var html = await ReadAsync(_server.Browser(null), PublicPages.Address);

        html.ShouldContain($"href=\"{Address}\"");
        html.ShouldContain($"href=\"{PublicPages.AddressOf(PortalWorld.OtherCity)}\"");
    }

    [Fact]
    public async Task Page_InBothLanguagesAndThemes_IsDrawnForEach()
    {
        var english = await ReadAsync(_server.Browser(null), Address + "?culture=en&ui-culture=en");
        var dark = _server.Browser(null);
        dark.DefaultRequestHeaders.Add("Cookie", "portal.theme=dark");

        english.ShouldContain("<html lang=\"en\" data-theme=\"light\"");
        english.ShouldContain("Connected sites by county");
        (await ReadAsync(dark)).ShouldContain("<html lang=\"zh-CN\" data-theme=\"dark\"");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private static async Task<string> ReadAsync(HttpClient browser, string? address = null)
    {
        var answer = await browser.GetAsync(address ?? Address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }
}
