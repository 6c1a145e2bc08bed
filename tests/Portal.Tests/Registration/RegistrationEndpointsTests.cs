using System.Net;
using Domain.Organizations;
using Domain.Registration;
using Testing;
using Testing.Registration;
using Testing.Spreadsheets;
using Workflows.Registration;

namespace Portal.Tests.Registration;

public sealed class RegistrationEndpointsTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;
    private RegistrationWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
        _walk = new RegistrationWalk(_world);
    }

    [Fact]
    public async Task Export_OfAFilteredList_IsAWorkbookOfThoseRows()
    {
        await _walk.DebuggingAsync();
        await _walk.DebuggingAsync();
        await _walk.DraftAsync();

        (await ExportAsync(_world.SiteClerk, "")).Count.ShouldBe(4, "a heading and three rows");
        var filtered = await ExportAsync(_world.CountyOfficer, "?state=Debugging&number=00001&page=7");

        filtered.Select(row => row[0]).ShouldBe(["接入编号", "GD202600001"]);
        filtered[1].Take(6).Skip(3).ShouldBe(["Harbour pit, gate 1", "8 Harbour Road", "设备调试中"]);
    }

    [Fact]
    public async Task Export_ForNeighbours_HoldsNothing_AndIsNotForOtherRoles()
    {
        await _walk.DebuggingAsync();

        foreach (var stranger in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager, _world.NeighbourCountyOfficer })
            (await ExportAsync(stranger, "")).Count.ShouldBe(1, $"{stranger.Role}");
        (await _server.Browser(_world.Administrator).GetAsync("/registrations/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await _server.Browser(null).GetAsync("/registrations/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task File_ForNeighbours_IsNotThere()
    {
        var id = await _walk.DebuggingAsync();
        var file = (await _world.Get<RegistrationDrafts>().AttachAsync(new AttachRegistrationFile
        {
            Actor = _world.SiteClerk,
            RegistrationId = id,
            Kind = RegistrationFileKind.Photo,
            FileName = "gate.png",
            Content = new MemoryStream(SampleFiles.Png),
        })).Id;

        (await _server.Browser(_world.CountyOfficer).GetAsync($"/registrations/{id}/files/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var stranger in _world.Strangers)
            (await _server.Browser(stranger).GetAsync($"/registrations/{id}/files/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{stranger.Role} {stranger.OrganizationName}");
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
        var answer = await _server.Browser(actor).GetAsync("/registrations/export" + filters);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role}");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return Workbooks.Rows(await answer.Content.ReadAsByteArrayAsync());
    }
}
