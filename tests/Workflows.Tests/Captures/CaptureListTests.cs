using Domain.Audit;
using Domain.Captures;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Captures;
using Testing.Ingest;
using Workflows.Captures;
using Workflows.Lists;

namespace Workflows.Tests.Captures;

public sealed class CaptureListTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private IngestWorld _machines = null!;
    private Passages _passages = null!;
    private CaptureList _list = null!;
    private Point _point = null!;

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _machines = new IngestWorld(_world);
        _passages = new Passages(_world, await _machines.KeyAsync());
        _list = _world.Get<CaptureList>();
        _point = await _machines.PointAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task List_ByEachFilter_FindsTheCapturesThatFit()
    {
        var elsewhere = await _machines.PointAsync(site: await _world.SiteAsync());
        var plain = await _passages.AddAsync(_point, at: Now.AddMinutes(-10));
        var high = await _passages.AddAsync(_point, CameraHeight.High, PassageDirection.Out, Now.AddMinutes(-9));
        var other = await _passages.AddAsync(elsewhere, at: Now.AddMinutes(-8), plate: "粤GD54321", manifest: "SHCWS2026112500001");
        var test = await _passages.AddAsync(_point, at: Now.AddMinutes(-7), test: true);

        await ShouldFindAsync(new CaptureQuery(), other, high, plain);
        await ShouldFindAsync(new CaptureQuery { Test = true }, test);
        await ShouldFindAsync(new CaptureQuery { From = Now.AddMinutes(-9) }, other, high);
        await ShouldFindAsync(new CaptureQuery { Until = Now.AddMinutes(-9) }, plain);
        await ShouldFindAsync(new CaptureQuery { RegistrationId = elsewhere.Id }, other);
        await ShouldFindAsync(new CaptureQuery { Point = elsewhere.AccessNumber[^4..] }, other);
        await ShouldFindAsync(new CaptureQuery { Point = _world.Site.Name }, high, plain);
        await ShouldFindAsync(new CaptureQuery { Plate = "粤G12345" }, plain);
        await ShouldFindAsync(new CaptureQuery { Plate = "粤G1234" });
        await ShouldFindAsync(new CaptureQuery { Plate = "粤GD*" }, other);
        await ShouldFindAsync(new CaptureQuery { Plate = "粤G*" }, other, plain);
        await ShouldFindAsync(new CaptureQuery { Plate = "*" }, other, high, plain);
        await ShouldFindAsync(new CaptureQuery { Plate = "%*" });
        await ShouldFindAsync(new CaptureQuery { ManifestNumber = "SHCWS2026112500001" }, other);
        await ShouldFindAsync(new CaptureQuery { Direction = PassageDirection.Out }, high);
        await ShouldFindAsync(new CaptureQuery { Camera = CameraHeight.Low }, other, plain);
    }

    [Fact]
    public async Task List_ByDirectionAndCamera_OfOnePassage_MarksWhatTheOtherCameraMissed()
    {
        var at = Now.AddMinutes(-5);
        var low = await _passages.AddAsync(_point, at: at);
        var high = await _passages.AddAsync(_point, CameraHeight.High, at: at);
        var late = await _passages.AddAsync(_point, CameraHeight.High, at: at.AddMilliseconds(1));
        var elsewhere = await _passages.AddAsync(_point, CameraHeight.Low, at: at.AddMilliseconds(1), gate: "2");
        var leaving = await _passages.AddAsync(_point, CameraHeight.Low, PassageDirection.Out, at.AddMilliseconds(1));

        var rows = await RowsAsync(_world.CountyOfficer, new CaptureQuery());

        rows.Where(r => r.Matched).Select(r => r.Id).ShouldBe([low.Id, high.Id], ignoreOrder: true);
        rows.Where(r => !r.Matched).Select(r => r.Id).ShouldBe([late.Id, elsewhere.Id, leaving.Id], ignoreOrder: true);
        var view = await _world.Get<CaptureDetails>().ReadAsync(_world.CountyOfficer, low.Id);
        view.Others.ShouldHaveSingleItem().Id.ShouldBe(high.Id);
        (await _world.Get<CaptureDetails>().ReadAsync(_world.CountyOfficer, late.Id)).Others.ShouldBeEmpty();
    }

    /// <summary>Readers who see few points, most points and all points are read in different ways; all must tell the same.</summary>
    [Fact]
    public async Task Slices_ForEveryReader_HoldEveryVisibleCaptureOnce_ThereAndBack()
    {
        var captures = new List<(Capture Capture, Point Point)>();
        var points = new List<Point> { _point };
        for (var i = 0; i < 4; i++) points.Add(await _machines.PointAsync(site: await _world.SiteAsync()));
        points.Add(await _machines.PointAsync(
            supplier: _world.NeighbourSupplier, contractor: _world.NeighbourProjectManager, site: await _world.SiteAsync(PortalWorld.NeighbourCounty, contractor: _world.NeighbourProjectManager)));
        // Several of one moment: the id decides.
        for (var i = 0; i < 30; i++) captures.Add((await _passages.AddAsync(points[i % points.Count], at: Now.AddSeconds(-(i / 4))), points[i % points.Count]));

        foreach (var reader in new[] { _world.CityOfficer, _world.CountyOfficer, _world.NeighbourCountyOfficer, _world.ProjectManager, _world.Supplier, _world.Operator })
            foreach (var direction in new PassageDirection?[] { null, PassageDirection.In })
            {
                var neighbour = reader == _world.NeighbourCountyOfficer;
                var expected = captures.Where(c => reader == _world.CityOfficer || reader == _world.Operator || neighbour == (c.Point == points[^1]))
                    .Select(c => c.Capture).OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).Select(c => c.Id).ToList();

                await ShouldWalkAsync(reader, new CaptureQuery { Direction = direction, Slice = new SliceRequest { Size = 7 } }, expected);
            }
    }

    [Fact]
    public async Task Captures_OfNeighbours_AreNotThere_ByListIdOrPicture()
    {
        var capture = await _passages.AddAsync(_point, picture: SampleFiles.Png, plate: "粤G12345", manifest: "M1");
        var reader = _world.Get<CaptureDetails>();
        var hash = capture.Images[0].Hash;

        foreach (var neighbour in _world.Strangers)
        {
            foreach (var query in new CaptureQuery[] { new(), new() { Plate = "粤G12345" }, new() { Plate = "粤*" }, new() { ManifestNumber = "M1" }, new() { RegistrationId = _point.Id } })
                (await RowsAsync(neighbour, query)).ShouldBeEmpty($"{neighbour.Role} {query}");
            await Refusals.RefusedAsync("capture.unknown", () => reader.ReadAsync(neighbour, capture.Id));
            await Refusals.RefusedAsync("capture.unknown", () => reader.OpenImageAsync(neighbour, capture.Id, hash));
            (await ExportedAsync(neighbour)).ShouldBeEmpty();
        }

        foreach (var party in new[] { _world.ProjectManager, _world.SiteClerk, _world.Supervisor, _world.Owner, _world.Supplier, _world.CountyOfficer, _world.CityOfficer, _world.Operator })
        {
            (await reader.ReadAsync(party, capture.Id)).Images.ShouldBe(capture.Images);
            await using var content = (await reader.OpenImageAsync(party, capture.Id, hash)).Content;
            content.Length.ShouldBe(SampleFiles.Png.Length);
        }

        // Another capture's picture is not told by this one's address.
        await Refusals.RefusedAsync("capture.unknown", () => reader.OpenImageAsync(_world.CityOfficer, capture.Id, new string('0', 64)));
    }

    [Fact]
    public async Task List_OnceTheMembershipHasEnded_IsEmpty()
    {
        var capture = await _passages.AddAsync(_point);
        await _world.EndMembershipAsync(_world.CountyOfficer);

        (await RowsAsync(_world.CountyOfficer, new CaptureQuery())).ShouldBeEmpty();
        await Refusals.RefusedAsync("capture.unknown", () => _world.Get<CaptureDetails>().ReadAsync(_world.CountyOfficer, capture.Id));
        await Refusals.RefusedAsync("actor.not-allowed", () => _world.Get<RowExports>().BeginAsync(CaptureList.Export(_world.CountyOfficer, new CaptureQuery())));
    }

    [Fact]
    public async Task Export_IsRecordedWithItsFilters_AndGivesTheNewestFirst()
    {
        var old = await _passages.AddAsync(_point, at: Now.AddMinutes(-2));
        var fresh = await _passages.AddAsync(_point, at: Now.AddMinutes(-1));
        await _passages.AddAsync(_point, CameraHeight.High);
        var query = new CaptureQuery { Plate = "粤G*" };
        var export = CaptureList.Export(_world.CityOfficer, query);

        await _world.Get<RowExports>().BeginAsync(export);
        var rows = await _world.Get<RowExports>().ReadAsync(export).ToListAsync();

        rows.Select(r => r.Id).ShouldBe([fresh.Id, old.Id]);
        await using var db = _world.Open();
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "capture.export");
        entry.AccountId.ShouldBe(_world.CityOfficer.AccountId);
        entry.After!.ShouldContain("粤G*");
    }

    private async Task ShouldWalkAsync(Actor reader, CaptureQuery query, List<long> expected)
    {
        var (found, slice) = (new List<long>(), await _list.ListAsync(reader, query));
        slice.Newer.ShouldBeNull();
        while (true)
        {
            found.AddRange(slice.Items.Select(r => r.Id));
            if (slice.Older is null) break;
            slice = await _list.ListAsync(reader, query with { Slice = query.Slice with { From = slice.Older } });
        }

        found.ShouldBe(expected, $"{reader.Role} {query.Direction}");
        var back = new List<long>(slice.Items.Select(r => r.Id).Reverse());
        while (slice.Newer is not null)
        {
            slice = await _list.ListAsync(reader, query with { Slice = query.Slice with { From = slice.Newer } });
            back.AddRange(slice.Items.Select(r => r.Id).Reverse());
        }

        back.AsEnumerable().Reverse().ShouldBe(expected);
    }

    private async Task ShouldFindAsync(CaptureQuery query, params Capture[] captures) =>
        (await RowsAsync(_world.CityOfficer, query)).Select(r => r.Id).ShouldBe(captures.Select(c => c.Id), query.ToString());

    private async Task<IReadOnlyList<CaptureRow>> RowsAsync(Actor actor, CaptureQuery query) => (await _list.ListAsync(actor, query)).Items;

    private async Task<List<CaptureRow>> ExportedAsync(Actor actor) => await _world.Get<RowExports>().ReadAsync(CaptureList.Export(actor, new CaptureQuery())).ToListAsync();
}
