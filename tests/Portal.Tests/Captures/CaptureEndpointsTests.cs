using System.Net;
using Domain.Captures;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Portal.Captures;
using Portal.Lists;
using Testing;
using Testing.Captures;
using Testing.Ingest;
using Testing.Spreadsheets;

namespace Portal.Tests.Captures;

public sealed class CaptureEndpointsTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;
    private Passages _passages = null!;
    private Point _point = null!;
    private Capture _capture = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world, new Dictionary<string, string> { ["Exports:Rows"] = "2" });
        var machines = new IngestWorld(_world);
        _passages = new Passages(_world, await machines.KeyAsync());
        _point = await machines.PointAsync();
        _capture = await _passages.AddAsync(_point, picture: SampleFiles.Png, at: _world.Clock.GetUtcNow().AddMinutes(-3));
        _address = CaptureEndpoints.ImageAddress(_capture.Id, _capture.Images[0].Hash);
    }

    [Fact]
    public async Task Picture_ForThoseWhoSeeThePoint_IsKeptByTheirBrowserAlone()
    {
        foreach (var actor in new[] { _world.ProjectManager, _world.Supplier, _world.CountyOfficer, _world.CityOfficer, _world.Operator })
        {
            var answer = await _server.Browser(actor).GetAsync(_address);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role}");
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(SampleFiles.Png);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            answer.Headers.CacheControl.ShouldNotBeNull().ShouldSatisfyAllConditions(
                c => c.Private.ShouldBeTrue(), c => c.MaxAge.ShouldBe(TimeSpan.FromDays(365)), c => c.Extensions.ShouldContain(e => e.Name == "immutable"));
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; sandbox"]);
        }
    }

    [Fact]
    public async Task Picture_ForAStrangerOrAVisitor_OrOfAnotherCapture_IsNotGiven()
    {
        foreach (var stranger in _world.Strangers)
        {
            var answer = await _server.Browser(stranger).GetAsync(_address);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{stranger.Role} {stranger.OrganizationName}");
            answer.Headers.CacheControl?.Public.ShouldBeFalse();
        }

        (await _server.Browser(null).GetAsync(_address)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        var other = await _passages.AddAsync(_point, CameraHeight.High);
        (await _server.Browser(_world.CityOfficer).GetAsync(CaptureEndpoints.ImageAddress(other.Id, _capture.Images[0].Hash))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Export_OfAFilteredList_IsAWorkbookOfThoseRows_CutAtTheLimit()
    {
        await _passages.AddAsync(_point, plate: "=1+1", at: _world.Clock.GetUtcNow().AddMinutes(-2));
        await _passages.AddAsync(_point, CameraHeight.High, at: _world.Clock.GetUtcNow().AddMinutes(-1));

        (await ExportAsync(_world.CityOfficer, "?camera=Low&sort=x")).Select(row => row[6]).ShouldBe(["车牌号", "=1+1", "粤G12345"]);
        var all = await ExportAsync(_world.CityOfficer, "");
        all.Count.ShouldBe(4, "heading, two rows, and a word that there are more");
        all[^1].ShouldHaveSingleItem().ShouldContain("2");
    }

    [Fact]
    public async Task Export_ForAStranger_HoldsNothing_AndIsNotForOtherRoles()
    {
        foreach (var stranger in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager, _world.NeighbourCountyOfficer })
            (await ExportAsync(stranger, $"?registration={_point.Id}")).Count.ShouldBe(1, $"{stranger.Role}");
        (await _server.Browser(_world.Administrator).GetAsync("/captures/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Export_WhileAnotherOfThePersonRuns_IsRefused()
    {
        using (_server.Services.GetRequiredService<ListExports>().Begin(_world.CityOfficer.AccountId, "x", TimeSpan.FromMinutes(1), CancellationToken.None))
            (await _server.Browser(_world.CityOfficer).GetAsync("/captures/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        (await ExportAsync(_world.CityOfficer, "")).Count.ShouldBe(2);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    /// <summary>The texts of the cells, row by row.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> ExportAsync(Actor actor, string filters)
    {
        var answer = await _server.Browser(actor).GetAsync("/captures/export" + filters);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role}");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return Workbooks.Rows(await answer.Content.ReadAsByteArrayAsync());
    }
}
