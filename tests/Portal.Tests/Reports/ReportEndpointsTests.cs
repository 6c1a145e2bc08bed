using System.IO.Compression;
using System.Net;
using Domain.Organizations;
using Domain.Scoring;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Lists;
using Portal.Tests.Lists;
using Testing;
using Testing.Scoring;
using Testing.Spreadsheets;
using Workflows.Reports;
using Workflows.Scoring;

namespace Portal.Tests.Reports;

public sealed class ReportEndpointsTests : IAsyncLifetime, IDisposable
{
    private static readonly ScoreMonth November = new(2026, 11);

    private PortalWorld _world = null!;
    private PortalServer _server = null!;
    private long _card;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(now: November.From);
        var raw = new ScoringWorld(_world);
        await raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await raw.StoreAsync(ScoringWorld.Online(November, 10), _world.NeighbourSupplier);
        _world.Clock.MoveTo(November.ClosesAt + ScoreRuns.Settling);
        await _world.Get<ScoreRuns>().RunAsync();
        await _world.Get<MonthFiles>().MakeDueAsync();
        await using var db = _world.Open();
        _card = await db.Set<Scorecard>().Where(c => c.SupplierId == _world.Supplier.OrganizationId && c.Month == November.Number).Select(c => c.Id).SingleAsync();
        _server = new PortalServer(_world);
    }

    [Fact]
    public async Task Month_ForTheCity_IsTheFileThatWasKept_AndForOthersWhatTheyMaySee()
    {
        var kept = (await _world.Get<MonthFiles>().ListAsync(_world.CityOfficer, ReportPeriod.Of("2026-11", null))).Single();

        var city = await GetAsync(_world.CityOfficer, "/reports/months/202611.xlsx");
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(city)).ShouldBe(kept.Hash);
        Workbooks.Rows(city)[3].Take(2).ShouldBe(["名次", "服务商"]);
        (await GetAsync(_world.CityOfficer, $"/reports/files/{kept.Id}.xlsx")).ShouldBe(city);
        Workbooks.Rows(await GetAsync(_world.CityOfficer, "/reports/months/202611.xlsx?culture=en"))[3].Take(2).ShouldBe(["Rank", "Supplier"]);
        var county = await GetAsync(_world.CountyOfficer, "/reports/months/202611.xlsx");
        Should.Throw<ArgumentOutOfRangeException>(() => Workbooks.Rows(county, 1), "a ranking without the suppliers' sheets");

        foreach (var (who, address) in Refused(kept.Id)) (await _server.Browser(who).GetAsync(address)).StatusCode.ShouldNotBe(HttpStatusCode.OK, $"{who.Role} {address}");
    }

    [Fact]
    public async Task Card_ForItsSupplier_IsItsOwnAlone()
    {
        Workbooks.Rows(await GetAsync(_world.Supplier, $"/reports/cards/{_card}.xlsx"))[1].ShouldContain(_world.Supplier.OrganizationName);

        Names(await GetAsync(_world.Supplier, "/reports/months/202611.zip")).ShouldBe([$"{_world.Supplier.OrganizationName}-2026-11.xlsx"]);
        Names(await GetAsync(_world.Supplier, "/reports/months.zip"))
            .ShouldBe([$"{_world.Supplier.OrganizationName}-2026-10.xlsx", $"{_world.Supplier.OrganizationName}-2026-11.xlsx"]);
    }

    [Fact]
    public async Task Archives_ForTheCity_HoldWorkbooksThatOpen()
    {
        Names(await GetAsync(_world.CityOfficer, "/reports/months/202611.zip")).Count.ShouldBe(2);
        Names(await GetAsync(_world.CityOfficer, "/reports/months.zip?from=2026-11&until=2026-12")).ShouldBe(["月度考核汇总-2026-11.xlsx"]);

        (await _server.Browser(_world.CityOfficer).GetAsync("/reports/months.zip?from=2027-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { "/reports/months/202613.xlsx", "/reports/months/0.xlsx", "/reports/months/99999999.zip", "/reports/cards/0.xlsx" })
            (await _server.Browser(_world.CityOfficer).GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
    }

    /// <summary>What has arrived of an archive when it is stopped opens nowhere, and another can be begun.</summary>
    [Fact]
    public async Task Stop_InTheMiddleOfAnArchive_CutsTheAnswer_AndEndsTheExport()
    {
        var city = _world.CityOfficer;
        var exports = _server.Services.GetRequiredService<ListExports>();
        await using var scope = _server.Services.CreateAsyncScope();
        using var request = new StoppedRequest(scope.ServiceProvider, _world, city, "/reports/months.zip", () => exports.Find(city.AccountId, "run-1")!.Stop());
        var endpoint = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Single(e => e.RoutePattern.RawText == "/reports/months.zip");

        await endpoint.RequestDelegate!(request.Context);

        request.Aborted.ShouldBeTrue();
        request.Answer.ShouldNotBeEmpty("the first month");
        Should.Throw<InvalidDataException>(() => Names(request.Answer));
        exports.Find(city.AccountId, "run-1").ShouldBeNull();
        Names(await GetAsync(city, "/reports/months.zip")).Count.ShouldBe(2);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private IEnumerable<(Actor Who, string Address)> Refused(long file)
    {
        yield return (_world.Supplier, "/reports/months/202611.xlsx");
        yield return (_world.Supplier, $"/reports/files/{file}.xlsx");
        yield return (_world.CountyOfficer, $"/reports/files/{file}.xlsx");
        yield return (_world.CountyOfficer, $"/reports/cards/{_card}.xlsx");
        yield return (_world.CountyOfficer, "/reports/months/202611.zip");
        yield return (_world.NeighbourSupplier, $"/reports/cards/{_card}.xlsx");
        yield return (_world.NeighbourCityOfficer, "/reports/months/202611.xlsx");
        yield return (_world.NeighbourCityOfficer, "/reports/months/202611.zip");
        yield return (_world.NeighbourCityOfficer, $"/reports/files/{file}.xlsx");
        yield return (_world.Operator, "/reports/months/202611.xlsx");
        yield return (_world.Administrator, $"/reports/cards/{_card}.xlsx");
    }

    private async Task<byte[]> GetAsync(Actor actor, string address)
    {
        var answer = await _server.Browser(actor).GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{actor.Role} {address}");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Of the files in an archive, each of which is a workbook.</summary>
    private static List<string> Names(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        foreach (var entry in archive.Entries)
        {
            var copy = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(copy);
            Workbooks.ShouldBeValid(copy.ToArray());
        }

        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
