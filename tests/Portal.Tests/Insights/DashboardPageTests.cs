using System.Net;
using System.Text.Json;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Portal.Insights;
using Testing;
using Testing.Devices;

namespace Portal.Tests.Insights;

public sealed class DashboardPageTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
        await new Signals(_world).DevicesAsync(1);
        await new Signals(_world).DevicesAsync(1, await _world.SiteAsync(PortalWorld.NeighbourCounty));
        await using var db = _world.Open();
        await db.Set<Device>().ExecuteUpdateAsync(d => d.SetProperty(x => x.Longitude, 110.35).SetProperty(x => x.Latitude, 21.27));
        await db.Set<Site>().ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SiteState.Connected));
    }

    [Fact]
    public async Task Page_WithoutAScript_ShowsFiguresThatAreLinks()
    {
        var html = await (await _server.Browser(_world.CityOfficer).GetAsync(DashboardPage.Address)).Content.ReadAsStringAsync();

        html.ShouldContain("href=\"/sites?standing=Connected\"");
        html.ShouldContain("href=\"/sites?region=440803\"");
        html.ShouldContain("<path class=\"county-shape\"");
        html.ShouldContain(PublicPages.AddressOf(PortalWorld.City));
    }

    [Fact]
    public async Task Page_OfACounty_HasNothingOfItsNeighbour()
    {
        var html = await (await _server.Browser(_world.CountyOfficer).GetAsync(DashboardPage.Address)).Content.ReadAsStringAsync();

        html.ShouldNotContain(PortalWorld.NeighbourCounty);
        html.ShouldContain("data-region=\"440802\"");
    }

    [Fact]
    public async Task Page_OfTheOperator_HasNoDeadlines() =>
        (await (await _server.Browser(_world.Operator).GetAsync(DashboardPage.Address)).Content.ReadAsStringAsync()).ShouldNotContain("id=\"deadlines\"");

    [Fact]
    public async Task Sites_OfTheMap_AreThoseThatTheReaderSees()
    {
        (await SitesAsync(_world.CityOfficer)).Count.ShouldBe(2);
        (await SitesAsync(_world.CountyOfficer)).ShouldHaveSingleItem().ShouldBe((_world.Site.Id, _world.Site.Name, 110.35, 21.27));
        (await SitesAsync(_world.Operator)).Count.ShouldBe(2, "its region's, as devices are a matter of the operator's");
        (await SitesAsync(_world.NeighbourCityOfficer)).ShouldBeEmpty();
        (await SitesAsync(_world.NeighbourCountyOfficer)).ShouldHaveSingleItem().Id.ShouldNotBe(_world.Site.Id);
        foreach (var stranger in new Actor?[] { _world.ProjectManager, _world.SiteClerk, _world.Supervisor, _world.Owner, _world.Supplier, _world.Administrator, null })
            (await _server.Browser(stranger).GetAsync(MapSites.Address)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wall_WithAPassThatIsNone_SaysThatItIsOver()
    {
        var answer = await _server.Browser(null).GetAsync(WallPage.AddressOf("CfDJ8NothingOfOurs"));

        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldNotContain("id=\"wall\"");
        html.ShouldContain($"href=\"{DashboardPage.Address}\"");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private async Task<List<(long Id, string Name, double X, double Y)>> SitesAsync(Actor actor)
    {
        var answer = await _server.Browser(actor).GetAsync(MapSites.Address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var sites = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. sites.RootElement.EnumerateArray().Select(s => (s[0].GetInt64(), s[1].GetString()!, s[2].GetDouble(), s[3].GetDouble()))];
    }
}
