using System.Net;
using System.Security.Cryptography;
using Domain.Audit;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Portal.Lists;
using Testing;
using Testing.Registration;
using Testing.Spreadsheets;
using Testing.Violations;
using Workflows.Audit;

namespace Portal.Tests.Lists;

public sealed class ListDownloadTests : IAsyncLifetime, IDisposable
{
    private PortalWorld _world = null!;
    private PortalServer _server = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _server = new PortalServer(_world);
    }

    [Fact]
    public async Task Devices_AreThoseThatTheReaderSees_ByTheFiltersOfTheAddress_InTheReadersLanguage()
    {
        await new RegistrationWalk(_world).DebuggingAsync();

        var all = await ExportAsync(_world.CountyOfficer, "/devices/export");
        all.Count.ShouldBe(5, "a heading and four cameras");
        all[0].Take(3).ShouldBe(["工地", "申请/登记编号", "安装位置"]);
        all[0].ShouldContain("近 30 天在线率（%）", "as on the page");
        (await ExportAsync(_world.Supplier, "/devices/export?online=NotInService&culture=en"))[0][0].ShouldBe("Site");
        (await ExportAsync(_world.Supplier, "/devices/export?q=nothing-is-called-so")).Count.ShouldBe(1);

        foreach (var stranger in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager, _world.NeighbourCountyOfficer, _world.NeighbourCityOfficer })
            (await ExportAsync(stranger, "/devices/export")).Count.ShouldBe(1, $"{stranger.Role}");
        (await _server.Browser(_world.Administrator).GetAsync("/devices/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Audit_IsForAdministratorsAlone_AndNamesTheExportsThemselves()
    {
        await ExportAsync(_world.CityOfficer, "/devices/export?q=%3D1%2B1");

        var rows = await ExportAsync(_world.Administrator, "/audit/export?kind=organization&culture=en");
        rows[0].ShouldBe(["Time", "By", "Organization", "Role", "Action", "Subject", "Change"]);
        rows[1][4].ShouldBe("Export of the audit", "the newest first");
        rows[2].Skip(4).ShouldBe(["Export of the list of devices", _world.CityOfficer.OrganizationName, "Text: =1+1"]);

        foreach (var other in new[] { _world.CityOfficer, _world.Operator, _world.Supplier })
            (await _server.Browser(other).GetAsync("/audit/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK, $"{other.Role}");
    }

    [Fact]
    public async Task Violations_AreThoseThatTheReaderSees()
    {
        var walk = new ViolationWalk(_world);
        await walk.OrderedAsync();
        await walk.RecordedAsync(Domain.Violations.ViolationKind.NotConnected);

        var all = await ExportAsync(_world.CountyOfficer, "/violations/export");
        all.Count.ShouldBe(3);
        all[0].Take(4).ShouldBe(["工地", "区县", "施工单位", "违规类型"]);
        all[1][0].ShouldBe(_world.Site.Name);
        (await ExportAsync(_world.CityOfficer, "/violations/export?kind=NotConnected&culture=en")).Count.ShouldBe(2);

        foreach (var stranger in new[] { _world.NeighbourProjectManager, _world.NeighbourCountyOfficer, _world.NeighbourCityOfficer })
            (await ExportAsync(stranger, "/violations/export")).Count.ShouldBe(1, $"{stranger.Role}");
        foreach (var other in new[] { _world.Supplier, _world.Operator, _world.Administrator })
            (await _server.Browser(other).GetAsync("/violations/export")).StatusCode.ShouldNotBe(HttpStatusCode.OK, $"{other.Role}");
    }

    /// <summary>Whoever stops an export keeps no part of it that could be taken for the whole, and may begin another.</summary>
    [Fact]
    public async Task Stop_InTheMiddle_CutsTheAnswer_AndEndsTheExport()
    {
        await RecordAsync(40);
        var exports = _server.Services.GetRequiredService<ListExports>();
        await using var scope = _server.Services.CreateAsyncScope();
        using var request = new StoppedRequest(scope.ServiceProvider, _world, _world.Administrator, "/audit/export", () => exports.Find(_world.Administrator.AccountId, "run-1")!.Stop());
        // What does not get smaller by packing, so that it does not all go out at the end.
        var sheet = new ListSheet<AuditRow>("Audit").Text("Noise", 10, _ => Convert.ToHexString(RandomNumberGenerator.GetBytes(16_000)));

        await _server.Services.GetRequiredService<ListDownload>().SendAsync(request.Context, (actor, _) => AuditTrail.Export(actor, new AuditQuery()), sheet);

        request.Aborted.ShouldBeTrue();
        Should.Throw<Exception>(() => Workbooks.Rows(request.Answer));
        exports.Find(_world.Administrator.AccountId, "run-1").ShouldBeNull();
        (await ExportAsync(_world.Administrator, "/audit/export")).Count.ShouldBeGreaterThan(40);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private async Task<IReadOnlyList<IReadOnlyList<string>>> ExportAsync(Actor actor, string address)
    {
        var answer = await _server.Browser(actor).GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role}");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return Workbooks.Rows(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task RecordAsync(int entries)
    {
        await using var db = _world.Open();
        for (var i = 0; i < entries; i++)
            Auditing.Record(db, _world.Administrator, "site.change", new AuditSubject("site", _world.Site.Id, _world.Site.Name), _world.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
