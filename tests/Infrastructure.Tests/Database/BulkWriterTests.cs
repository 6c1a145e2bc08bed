using System.Data.Common;
using Domain.Devices;
using Domain.Dust;
using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Testing.Database;

namespace Infrastructure.Tests.Database;

/// <summary>What is written in bulk must be what EF would have written, by either of the two ways.</summary>
public sealed class BulkWriterTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 9, 13, 6, 26, 41, 335, TimeSpan.FromHours(8));

    private TestDatabase _database = null!;
    private BulkWriter _bulk = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _bulk = new BulkWriter(_database.Contexts);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    /// <summary>One row goes with others in a statement, a thousand by COPY.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Insert_OfReports_WritesWhatEfWrites(int copies)
    {
        await _database.AddAsync(Report(1, "by-ef"));
        await InsertAsync([.. Enumerable.Range(0, copies).Select(i => Report(2, $"r{i}")), Empty(3, "empty")]);

        await using var db = _database.Open();
        var byEf = await db.Set<DeviceStatusReport>().SingleAsync(r => r.SourceId == 1);
        var bulk = await db.Set<DeviceStatusReport>().Where(r => r.SourceId == 2).OrderBy(r => r.RecordId).ToListAsync();
        bulk.Count.ShouldBe(copies);
        Values(bulk[^1]).ShouldBe(Values(byEf));
        var empty = await db.Set<DeviceStatusReport>().SingleAsync(r => r.SourceId == 3);
        (empty.MainWidth, empty.SignalMs, empty.Message).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(700)]
    public async Task Insert_OfLogEntries_DrawsKeysThatNobodyElseHas(int count)
    {
        var entry = await _database.AddAsync(Entry(0));
        await InsertAsync([.. Enumerable.Range(1, count).Select(Entry)]);
        await _database.AddAsync(Entry(0));
        await InsertAsync([.. Enumerable.Range(1, count).Select(Entry)]);

        await using var db = _database.Open();
        var entries = await db.Set<RequestLogEntry>().OrderBy(e => e.Id).ToListAsync();
        entries.Count.ShouldBe(2 + (2 * count));
        entries.Select(e => e.Id).Distinct().Count().ShouldBe(entries.Count);
        var written = entries.First(e => e.Bytes == 1);
        (written.Kind, written.Code, written.ReplayOf, written.At).ShouldBe((UploadKind.DustReadings, "plate.invalid", 7, entry.At));
        written.Reasons.ShouldHaveSingleItem().Arguments.ShouldBe(["1", "二"]);
        written.Body.ShouldBe([1, 2, 3]);
        entries.First(e => e.Bytes == 2).Body.ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Insert_OfReadings_WritesWhatEfWrites(int copies)
    {
        // Their device is beside the point.
        await using (var open = _database.Open())
            await open.Database.ExecuteSqlRawAsync("""ALTER TABLE "DustReading" DROP CONSTRAINT "FK_DustReading_Device_DeviceId" """);
        await _database.AddAsync(Reading(1, "by-ef"));
        await InsertAsync([.. Enumerable.Range(0, copies).Select(i => Reading(2, $"r{i}"))]);

        await using var db = _database.Open();
        var readings = await db.Set<DustReading>().ToListAsync();
        readings.Count.ShouldBe(1 + copies);
        readings.Select(r => (r.DeviceId, r.At, r.ReceivedAt, r.Pm25, r.Pm10, r.WindDirection, r.Temperature)).Distinct().ShouldHaveSingleItem()
            .ShouldBe((5, At, At, 35.25, 1e-7, null, -12.5));
    }

    /// <summary>Whichever way a nonce is written, it must be found by what a later request makes of the same one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Insert_OfNonces_WritesWhatEfWrites(int copies)
    {
        var byEf = await _database.AddAsync(Nonce(0));
        List<UsedNonce> nonces = [.. Enumerable.Range(1, copies).Select(Nonce)];
        await InsertAsync(nonces);

        await using var db = _database.Open();
        var stored = await db.Set<UsedNonce>().ToListAsync();
        stored.Select(n => n.Id).ShouldBe(nonces.Select(n => n.Id).Append(byEf.Id), ignoreOrder: true);
        stored.Select(n => n.At).Distinct().ShouldHaveSingleItem().ShouldBe(At);

        static UsedNonce Nonce(int number) => new(1, $"nonce-{number:D12}", At);
    }

    /// <summary>A single value may be larger than what is sent at once.</summary>
    [Fact]
    public async Task Insert_OfManyRowsWithALargeValue_WritesIt()
    {
        byte[] body = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];
        await InsertAsync<RequestLogEntry>([.. Enumerable.Range(0, 600).Select(i => new RequestLogEntry(new RequestFacts
        {
            SourceId = 1,
            At = At,
            Kind = UploadKind.Captures,
            Status = 400,
            Bytes = i,
            Body = i == 300 ? body : null,
        }))]);

        await using var db = _database.Open();
        (await db.Set<RequestLogEntry>().Where(e => e.Body != null).Select(e => new { e.Bytes, e.Body }).SingleAsync()).Body.ShouldBe(body);
        (await db.Set<RequestLogEntry>().SumAsync(e => e.Bytes)).ShouldBe(599 * 300);
    }

    [Fact]
    public async Task Insert_OfSeveralTables_IsAllOrNothing()
    {
        await _database.AddAsync(Report(1, "there"));

        await using var db = _database.Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            var refused = await Record.ExceptionAsync(() => _bulk.InsertAsync(
                db, [BulkRows.Of<UsedNonce>([new UsedNonce(1, "abcdef0123456789", At)]), BulkRows.Of<DeviceStatusReport>([Report(1, "there")])]));
            (refused as System.Data.Common.DbException)!.IsCollision().ShouldBeTrue();
        }

        await using var after = _database.Open();
        (await after.Set<UsedNonce>().CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Commit_OfReports_LeavesThemThereAndTheTransactionEnded(int copies)
    {
        await using (var db = _database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await _bulk.CommitAsync(db, [BulkRows.Of<DeviceStatusReport>([.. Enumerable.Range(0, copies).Select(i => Report(1, $"r{i}"))])]);
        }

        await using var after = _database.Open();
        (await after.Set<DeviceStatusReport>().CountAsync()).ShouldBe(copies);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Commit_WithARowThatIsRefused_LeavesNothing(int copies)
    {
        await _database.AddAsync(Report(1, "there"));
        await using (var db = _database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Should.ThrowAsync<DbException>(() => _bulk.CommitAsync(
                db,
                [
                    BulkRows.Of<DeviceStatusReport>([.. Enumerable.Range(0, copies).Select(i => Report(2, $"r{i}"))]),
                    BulkRows.Of<RequestLogEntry>([Entry(1)]),
                    BulkRows.Of<DeviceStatusReport>([Report(1, "there")]),
                ]));
        }

        await using var after = _database.Open();
        (await after.Set<DeviceStatusReport>().CountAsync(), await after.Set<RequestLogEntry>().CountAsync()).ShouldBe((1, 0));
        await _database.AddAsync(Report(3, "later"));
    }

    [Fact]
    public async Task Lookup_OfNames_FindsThoseOfTheSourceAlone()
    {
        await InsertAsync([Report(1, "a"), Report(1, "A"), Report(2, "b")]);

        await using var db = _database.Open();
        var batch = BulkWriter.BeginBatch(db);
        var found = _bulk.AddLookup<DeviceStatusReport>(
            batch, nameof(DeviceStatusReport.SourceId), nameof(DeviceStatusReport.RecordId), [new(1, "a"), new(2, "a"), new(2, "B"), new(2, "b"), new(3, "c")]);
        var none = _bulk.AddLookup<DustReading>(batch, nameof(DustReading.SourceId), nameof(DustReading.RecordId), [new(1, "a")]);
        await batch.RunAsync();

        found.ShouldBe([new GivenName(1, "a"), new GivenName(2, "b")], ignoreOrder: true);
        none.ShouldBeEmpty();
    }

    [Fact]
    public async Task Batch_OfQueries_AnswersEachWithItsOwn()
    {
        await InsertAsync([Report(1, "a"), Report(2, "b"), Report(2, "c")]);

        await using var db = _database.Open();
        var batch = new QueryBatch(db);
        var of = new[] { 2L, 9L };
        var names = batch.Add(
            db.Set<DeviceStatusReport>().Where(r => of.Contains(r.SourceId)).OrderBy(r => r.RecordId).Select(r => new { r.RecordId, r.Online }), row => (row.GetString(0), row.GetBoolean(1)));
        var sources = batch.Add(db.Set<DeviceStatusReport>().Select(r => r.SourceId).Distinct().OrderBy(s => s), row => row.GetInt64(0));
        await batch.RunAsync();

        names.ShouldBe([("b", true), ("c", true)]);
        sources.ShouldBe([1, 2]);
    }

    private async Task InsertAsync<T>(IReadOnlyList<T> rows)
        where T : class
    {
        await using var db = _database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await _bulk.InsertAsync(db, [BulkRows.Of(rows)]);
        await transaction.CommitAsync();
    }

    private static object?[] Values(DeviceStatusReport r) =>
        [r.DeviceId, r.At, r.Online, r.MainWidth, r.MainHeight, r.SubWidth, r.SubHeight, r.SignalMs, r.Message, r.ReceivedAt];

    private static DeviceStatusReport Report(long source, string recordId) => new(new DeviceStatusFacts
    {
        SourceId = source,
        RecordId = recordId,
        DeviceId = 5,
        At = At,
        Online = true,
        ReceivedAt = At.AddTicks(7),
        Main = new StreamSize(2560, 1440),
        Sub = new StreamSize(704, 576),
        SignalMs = 42,
        Message = "信号 弱",
    });

    private static DustReading Reading(long source, string recordId) => new(new DustFacts
    {
        SourceId = source,
        RecordId = recordId,
        DeviceId = 5,
        At = At,
        ReceivedAt = At,
        Pm25 = 35.25,
        Pm10 = 1e-7,
        Temperature = -12.5,
    });

    private static DeviceStatusReport Empty(long source, string recordId) => new(new DeviceStatusFacts
    {
        SourceId = source,
        RecordId = recordId,
        DeviceId = 5,
        At = At,
        Online = false,
        ReceivedAt = At,
    });

    private static RequestLogEntry Entry(int number) => new(new RequestFacts
    {
        SourceId = 1,
        At = At,
        Kind = UploadKind.DustReadings,
        Status = 200,
        Code = "plate.invalid",
        ReplayOf = 7,
        Bytes = number,
        Reasons = [new RejectedRecord("r1", "plate.invalid", ["1", "二"])],
        Body = number % 2 == 1 ? [1, 2, 3] : null,
    });
}
