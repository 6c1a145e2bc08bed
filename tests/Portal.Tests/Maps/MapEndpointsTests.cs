using System.Net;
using System.Text.Json;
using Portal.Maps;
using Testing;

namespace Portal.Tests.Maps;

public sealed class MapEndpointsTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world, new Dictionary<string, string> { ["Maps:TileUrl"] = "https://{s}.tiles.example.cn/{z}/{x}/{y}.png" });
    }

    [Fact]
    public async Task Outlines_OfACity_AreGeoJson_AndAreNotSentAgainUnchanged()
    {
        var browser = _server.Browser(_world.SiteClerk);

        var answer = await browser.GetAsync(MapEndpoints.OutlinesAddress("4408"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var county = file.RootElement.GetProperty("features").EnumerateArray().First();
        county.GetProperty("properties").GetProperty("name").GetString().ShouldBe("赤坎区");
        county.GetProperty("geometry").GetProperty("coordinates")[0][0][0][0].GetDouble().ShouldBe(110.4, 0.2);
        browser.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        (await browser.GetAsync(MapEndpoints.OutlinesAddress("4408"))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Outlines_OfAnotherCity_OrForAVisitor_AreNotThere()
    {
        (await _server.Browser(_world.SiteClerk).GetAsync(MapEndpoints.OutlinesAddress("4401"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _server.Browser(null).GetAsync(MapEndpoints.OutlinesAddress("4408"))).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answer_WithATileServer_AllowsItsPicturesAndNoMore()
    {
        var policy = (await _server.Browser(_world.SiteClerk).GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();

        policy.Split("; ").Where(part => part.Contains("tiles.example.cn", StringComparison.Ordinal)).ShouldBe(["img-src 'self' data: blob: https://*.tiles.example.cn"]);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();
}
