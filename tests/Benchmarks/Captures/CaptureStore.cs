using Domain.Captures;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Testing;
using Testing.Captures;
using Testing.Ingest;

namespace Benchmarks.Captures;

/// <summary>
/// A portal's database with so many captures of 400 points in 60 days: pairs of a low and a high capture, 20,000 plates, a manifest number
/// on every second passage, one picture each. A tenth of the points has been silent for the last half of the time.
/// </summary>
internal sealed class CaptureStore : IAsyncDisposable
{
    private const int Points = 400;
    private const int PointsOfCounty = 20;
    private const int PointsOfContractor = 3;
    private const int PointsOfSupplier = 40;
    private const int RowsAtOnce = 1_000_000;

    private CaptureStore(PortalWorld world) => World = world;

    public PortalWorld World { get; }

    /// <summary>Who reads: all points, 20, 3, 40 and 380 of them.</summary>
    public IReadOnlyList<(string Name, Actor Actor)> Readers =>
    [
        ($"city, {Points} points", World.CityOfficer), ($"county, {PointsOfCounty}", World.CountyOfficer), ($"contractor, {PointsOfContractor}", World.ProjectManager),
        ($"supplier, {PointsOfSupplier}", World.Supplier), ($"large county, {Points - PointsOfCounty}", World.NeighbourCountyOfficer),
    ];

    /// <summary>A point that every reader but the large county's sees.</summary>
    public long SharedPoint { get; private set; }

    public DateTimeOffset Now => World.Clock.GetUtcNow();

    public static async Task<CaptureStore> CreateAsync(int rows)
    {
        var store = new CaptureStore(await PortalWorld.CreateAsync());
        await store.FillAsync(rows);
        return store;
    }

    public async Task<string> DescribeAsync()
    {
        await using var db = World.Open();
        return await db.Database.SqlQuery<string>($"""
            SELECT 'PostgreSQL ' || current_setting('server_version') || ', ' || to_char((SELECT count(*) FROM "Capture"), 'FM99,999,999') || ' captures, table '
                || pg_size_pretty(pg_table_size('"Capture"')) || ', indexes ' || pg_size_pretty(pg_indexes_size('"Capture"')) AS "Value"
            """).SingleAsync();
    }

    public async ValueTask DisposeAsync() => await World.DisposeAsync();

    private async Task FillAsync(int rows)
    {
        var machines = new IngestWorld(World);
        var key = await machines.KeyAsync();
        var own = World.Site;
        var near = await World.SiteAsync(contractor: World.NeighbourProjectManager);
        var far = await World.SiteAsync(PortalWorld.NeighbourCounty, contractor: World.NeighbourProjectManager);
        var points = new List<Point>();
        for (var i = 0; i < Points; i++)
        {
            points.Add(await machines.PointAsync(
                supplier: i < PointsOfSupplier ? World.Supplier : World.NeighbourSupplier,
                contractor: i < PointsOfContractor ? World.ProjectManager : World.NeighbourProjectManager,
                site: i < PointsOfContractor ? own : i < PointsOfCounty ? near : far));
        }

        SharedPoint = points[0].Id;
        await new Passages(World, key).AddAsync(points[1], test: true);
        await using var database = NpgsqlDataSource.Create(World.Database.ConnectionString);
        // Made anew afterwards, as a bulk load would.
        var indexes = await IndexesAsync(database);
        foreach (var (name, _) in indexes) await ExecuteAsync(database, $"DROP INDEX \"{name}\"");
        for (var from = 0; from < rows; from += RowsAtOnce) await InsertAsync(database, key.Id, [.. points.Select(p => p.Id)], from, Math.Min(rows, from + RowsAtOnce), rows);
        foreach (var (_, definition) in indexes) await ExecuteAsync(database, definition);
        await ExecuteAsync(database, "VACUUM ANALYZE");
    }

    private async Task InsertAsync(NpgsqlDataSource database, long source, long[] points, int from, int until, int rows)
    {
        // Rows 2p and 2p + 1 are the low and the high capture of passage p.
        await using var insert = database.CreateCommand($$"""
            INSERT INTO "Capture" ("Id", "SourceId", "RecordId", "Test", "RegistrationId", "DeviceId", "Direction", "Camera", "Gate", "CapturedAt", "Plate", "PlateColor",
                "VehicleType", "ManifestNumber", "Images", "ReceivedAt")
            SELECT 1000000000 + i, $1, 'b' || i, false, point, NULL, CASE WHEN p % 2 = 0 THEN '{{nameof(PassageDirection.In)}}' ELSE '{{nameof(PassageDirection.Out)}}' END,
                CASE WHEN i % 2 = 0 THEN '{{nameof(CameraHeight.Low)}}' ELSE '{{nameof(CameraHeight.High)}}' END, '1', at,
                CASE WHEN i % 2 = 0 THEN plate END, CASE WHEN i % 2 = 0 THEN '{{nameof(PlateColor.Yellow)}}' END, 'muck-truck',
                CASE WHEN p % 2 = 1 THEN 'SHCWS2026' || lpad((p / 4)::text, 9, '0') END,
                '[{"kind":"Front","hash":"' || md5(i::text) || md5((i + 1)::text) || '","png":false,"bytes":204800}]', at
            FROM (
                SELECT i, i / 2 AS p, $2 - make_interval(secs => (i / 2) * (5184000.0 * 2 / $3)) AS at,
                    '粤G' || lpad((((i / 2)::bigint * 7919) % 20000)::text, 5, '0') AS plate,
                    ($4::bigint[])[1 + CASE WHEN i < $3 / 2 AND ((i / 2)::bigint * 104729) % 10 = 0 THEN 0 ELSE ((i / 2)::bigint * 104729) % {{Points}} END] AS point
                FROM generate_series($5::int, $6::int - 1) AS i) AS made
            """);
        insert.CommandTimeout = 0;
        insert.Parameters.Add(new() { Value = source });
        insert.Parameters.Add(new() { Value = Now });
        insert.Parameters.Add(new() { Value = rows });
        insert.Parameters.Add(new() { Value = points });
        insert.Parameters.Add(new() { Value = from });
        insert.Parameters.Add(new() { Value = until });
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task<List<(string Name, string Definition)>> IndexesAsync(NpgsqlDataSource database)
    {
        await using var read = database.CreateCommand("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'Capture' AND indexname NOT LIKE 'PK%'");
        await using var reader = await read.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
