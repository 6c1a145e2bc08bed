using System.Text;
using Domain.Devices;
using Domain.Ingest;
using Domain.Registration;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Ingest;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class GroupCommitterTests : IAsyncLifetime
{
    private const string Nonce = "abcdef0123456789";

    private PortalWorld _world = null!;
    private IngestWorld _machines = null!;
    private IngestKey _key = null!;
    private Device _device = null!;
    private int _nonces;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _machines = new IngestWorld(_world);
        _key = (await _world.Get<KnownKeys>().FindAsync((await _machines.KeyAsync()).KeyId))!;
        _device = await _machines.DeviceAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Commit_OfTheSameRecordTwiceInAGroup_StoresItOnce()
    {
        var group = new[] { Status("r1", "r2"), Status("r2", "r3", "r3") };

        await CommitAsync(group);

        (await CountsAsync(group)).ShouldBe(["2/0", "1/2"]);
        (await StoredAsync()).ShouldBe(["r1", "r2", "r3"]);
    }

    [Fact]
    public async Task Commit_OfWhatIsStored_AnswersDuplicatesAndChangesNothing()
    {
        await CommitAsync([Status("r1")]);

        var again = new[] { Status("r1", "r2"), Status("r4") };
        await CommitAsync(again);

        (await CountsAsync(again)).ShouldBe(["1/1", "1/0"]);
        (await StoredAsync()).ShouldBe(["r1", "r2", "r4"]);
    }

    /// <summary>Sent again it is a duplicate, whatever is in it now.</summary>
    [Fact]
    public async Task Commit_OfAStoredRecordThatIsWrongNow_AnswersADuplicate()
    {
        await CommitAsync([Status("r1")]);

        var again = Send(UploadKind.DeviceStatus, """{"records":[{"recordId":"r1","online":"yes"},{"recordId":"r2","online":"yes"}]}""");
        await CommitAsync([again]);

        (await CountsAsync([again])).ShouldBe(["0/1 r2:online.invalid"]);
    }

    [Fact]
    public async Task Commit_OfTheSameNonceTwice_TakesTheFirst()
    {
        var group = new[] { Send(UploadKind.DeviceStatus, StatusBody("r1"), Nonce), Send(UploadKind.DeviceStatus, StatusBody("r2"), Nonce) };
        await CommitAsync(group);
        var later = Send(UploadKind.DeviceStatus, StatusBody("r3"), Nonce);
        await CommitAsync([later]);

        (await CountsAsync([.. group, later])).ShouldBe(["1/0", "signature.replayed", "signature.replayed"]);
        (await StoredAsync()).ShouldBe(["r1"]);
    }

    [Fact]
    public async Task Commit_OfANonceThatHasOutlivedItsTime_TakesIt()
    {
        await CommitAsync([Send(UploadKind.DeviceStatus, StatusBody("r1"), Nonce)]);
        _world.Clock.Advance(UsedNonce.Lifetime - TimeSpan.FromSeconds(1));
        var early = Send(UploadKind.DeviceStatus, StatusBody("r2"), Nonce);
        await CommitAsync([early]);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = Send(UploadKind.DeviceStatus, StatusBody("r3"), Nonce);
        await CommitAsync([late]);

        (await CountsAsync([early, late])).ShouldBe(["signature.replayed", "1/0"]);
    }

    [Fact]
    public async Task Commit_WhereTheServerRefusesOneRequest_StoresAllOthers()
    {
        await using (var db = _world.Open())
            await db.Database.ExecuteSqlRawAsync("""ALTER TABLE "DeviceStatusReport" ADD CHECK ("RecordId" <> 'poison')""");
        var group = Enumerable.Range(0, 9).Select(i => Status(i == 5 ? "poison" : $"r{i}", $"s{i}")).ToList();

        await CommitAsync(group);

        (await CountsAsync(group)).ShouldBe([.. Enumerable.Range(0, 9).Select(i => i == 5 ? "service.failed" : "2/0")]);
        (await StoredAsync()).Count.ShouldBe(16);
    }

    /// <summary>Several nodes get the same records at the same time, in different orders: each is stored once and accepted once.</summary>
    [Fact]
    public async Task Commit_OfTheSameRecordsByManyAtOnce_AcceptsEachOnce()
    {
        var random = new Random(5);
        var ids = Enumerable.Range(0, 60).Select(i => $"r{i}").ToArray();
        var groups = Enumerable.Range(0, 12).Select(_ =>
        {
            random.Shuffle(ids);
            return new[] { Status(ids[..30]), Status(ids[30..]) };
        }).ToList();

        await Task.WhenAll(groups.Select(group => Task.Run(() => CommitAsync(group))));

        var answers = new List<UploadAnswer>();
        foreach (var submission in groups.SelectMany(group => group)) answers.Add(await submission.Answer);
        answers.ShouldAllBe(answer => answer.Refusal == null);
        answers.Sum(answer => answer.Accepted).ShouldBe(60);
        answers.Sum(answer => answer.Duplicates).ShouldBe(11 * 60);
        (await StoredAsync()).Count.ShouldBe(60);
    }

    [Fact]
    public async Task Commit_OfManyRecordsOfADevice_LeavesOneWindowFromTheFirstToTheLast()
    {
        var now = _world.Clock.GetUtcNow();
        var other = (await _machines.DevicesAsync(2))[1];
        await CommitAsync(
        [
            Send(UploadKind.DeviceStatus, $$"""{"records":[{{Record("a", _device, now.AddSeconds(-9))}},{{Record("b", _device, now.AddSeconds(-70))}}]}"""),
            Send(UploadKind.DeviceStatus, $$"""{"records":[{{Record("c", _device, now.AddSeconds(-30))}},{{Record("d", other, now)}}]}"""),
        ]);

        await using var db = _world.Open();
        var windows = await db.Set<SignalWindow>().OrderBy(w => w.From).Select(w => new { w.DeviceId, w.From, w.Until }).ToListAsync();
        windows.Select(w => (w.DeviceId, w.From, w.Until)).ShouldBe([(_device.Id, now.AddSeconds(-70), now.AddSeconds(-9)), (other.Id, now, now)]);
    }

    [Fact]
    public async Task Commit_AfterTheKeyWasDisabled_RefusesIt()
    {
        await using (var db = _world.Open())
        {
            var row = await db.Set<SupplierKey>().SingleAsync(k => k.Id == _key.Id);
            row.Disable("lost", "somebody", byPlatform: false, _world.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        var sent = Status("r1");
        await CommitAsync([sent]);

        (await CountsAsync([sent])).ShouldBe(["signature.key-disabled"]);
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commit_OfSeveralKindsInAGroup_StoresEach()
    {
        var point = await _machines.PointAsync(RegistrationState.Live);
        var monitor = await _machines.DeviceAsync(DeviceKind.DustMonitor);
        var at = _world.Clock.GetUtcNow();
        var group = new[]
        {
            Status("same"),
            Send(UploadKind.DustReadings, $$"""{"records":[{"recordId":"same","deviceCode":"{{monitor.Code}}","at":"{{at:O}}","pm10":80}]}"""),
            Send(UploadKind.Captures, CaptureBody(point, at)),
            Send(UploadKind.TestCaptures, CaptureBody(point, at)),
        };

        await CommitAsync(group);

        (await CountsAsync(group)).ShouldBe(["1/0", "1/0", "1/0", "registration.not-debugging"]);
        await using var db = _world.Open();
        (await db.Set<RequestLogEntry>().OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync()).ShouldBe(
            [UploadKind.DeviceStatus, UploadKind.DustReadings, UploadKind.Captures, UploadKind.TestCaptures], ignoreOrder: true);
        (await db.Set<SignalWindow>().Select(w => w.DeviceId).ToListAsync()).ShouldBe(
            [_device.Id, monitor.Id, point.Devices[DeviceKind.EntrancePlateCamera]], ignoreOrder: true);
    }

    /// <summary>The sender can do nothing but send it again, so it is told to.</summary>
    [Fact]
    public async Task Commit_ThatMeetsOthersEachTime_IsAnsweredAsOverload()
    {
        await using var db = _world.Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'met' USING ERRCODE = 'unique_violation'; END $$;
            CREATE TRIGGER meet BEFORE INSERT ON "DeviceStatusReport" FOR EACH ROW WHEN (NEW."RecordId" = 'r2') EXECUTE FUNCTION meet();
            """);

        var group = new[] { Status("r1"), Status("r2"), Status("r3") };
        await CommitAsync(group);

        (await CountsAsync(group)).ShouldBe(["1/0", "service.overloaded", "1/0"]);
        (await StoredAsync()).ShouldBe(["r1", "r3"]);
    }

    /// <summary>Its pictures are not stored once more, as it was seen to be there; and the index, which is never asked, cannot tell that it is.</summary>
    [Fact]
    public async Task Commit_OfAStoredCaptureWithoutItsPictures_AnswersADuplicate()
    {
        var point = await _machines.PointAsync(RegistrationState.Live);
        var body = CaptureBody(point, _world.Clock.GetUtcNow());
        await CommitAsync([Send(UploadKind.Captures, body)]);

        var again = Send(UploadKind.Captures, body);
        ((CaptureDraft)again.Upload!.Records.Single()).Stored = null;
        await CommitAsync([again]);

        (await CountsAsync([again])).ShouldBe(["0/1"]);
    }

    /// <summary>S2 section 3.2: a removed device is not counted again; what it sent before and what comes late of that time stays history.</summary>
    [Fact]
    public async Task Commit_OfRecordsOfARemovedDevice_TakesThoseOfTheTimeBefore()
    {
        var now = _world.Clock.GetUtcNow();
        var monitor = await _machines.DeviceAsync(DeviceKind.DustMonitor);
        foreach (var device in new[] { _device, monitor }) await RemoveAsync(device.Id, now.AddSeconds(-60));
        string Reading(string id, DateTimeOffset at) => $$"""{"recordId":"{{id}}","deviceCode":"{{monitor.Code}}","at":"{{at:O}}","pm10":80}""";
        var group = new[]
        {
            Send(UploadKind.DeviceStatus, $$"""{"records":[{{Record("before", _device, now.AddSeconds(-61))}},{{Record("then", _device, now.AddSeconds(-60))}},{{Record("after", _device, now)}}]}"""),
            Send(UploadKind.DustReadings, $$"""{"records":[{{Reading("before", now.AddSeconds(-61))}},{{Reading("after", now)}}]}"""),
        };

        await CommitAsync(group);

        (await CountsAsync(group)).ShouldBe(["1/0 then:deviceCode.removed after:deviceCode.removed", "1/0 after:deviceCode.removed"]);
        (await StoredAsync()).ShouldBe(["before"]);
    }

    [Fact]
    public async Task Commit_OfCapturesOfARemovedCamera_RefusesThemAndTakesTheOthers()
    {
        var now = _world.Clock.GetUtcNow();
        var point = await _machines.PointAsync(RegistrationState.Live);
        await RemoveAsync(point.Devices[DeviceKind.EntranceOverheadCamera], now.AddSeconds(-60));
        string Capture(string id, string camera, DateTimeOffset at) =>
            $$"""{"recordId":"{{id}}",{{(camera == "low" ? "\"plate\":\"沪FQ8602\",\"plateColor\":\"yellow\"," : "")}}"direction":"in","capturedAt":"{{at:O}}","gate":"1","camera":"{{camera}}"}""";
        var sent = Send(
            UploadKind.Captures,
            $$"""{"accessNumber":"{{point.AccessNumber}}","records":[{{Capture("low", "low", now)}},{{Capture("high", "high", now)}},{{Capture("late", "high", now.AddSeconds(-61))}}]}""");

        await CommitAsync([sent]);

        (await CountsAsync([sent])).ShouldBe(["2/0 high:camera.removed"]);
    }

    private async Task RemoveAsync(long deviceId, DateTimeOffset at)
    {
        await using var db = _world.Open();
        await db.Set<Device>().Where(d => d.Id == deviceId).ExecuteUpdateAsync(set => set.SetProperty(d => d.RemovedAt, at));
    }

    private static string CaptureBody(Point point, DateTimeOffset at) => $$"""
        {"accessNumber":"{{point.AccessNumber}}","records":[{"recordId":"same","plate":"沪FQ8602","plateColor":"yellow","direction":"in","capturedAt":"{{at:O}}","gate":"1","camera":"low"}]}
        """;

    private Task CommitAsync(IReadOnlyList<Submission> group) => _world.Get<GroupCommitter>().CommitAsync(group);

    private Submission Status(params string[] recordIds) => Send(UploadKind.DeviceStatus, StatusBody(recordIds));

    private string StatusBody(params string[] recordIds) =>
        $$"""{"records":[{{string.Join(",", recordIds.Select(id => Record(id, _device, _world.Clock.GetUtcNow())))}}]}""";

    private static string Record(string id, Device device, DateTimeOffset at) => $$"""{"recordId":"{{id}}","deviceCode":"{{device.Code}}","at":"{{at:O}}","online":true}""";

    private Submission Send(UploadKind kind, string body, string? nonce = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var (upload, refusal) = UploadReader.Read(kind, bytes, _world.Clock.GetUtcNow());
        refusal.ShouldBeNull();
        return new Submission
        {
            Key = _key,
            Kind = kind,
            ReceivedAt = _world.Clock.GetUtcNow(),
            Nonce = new UsedNonce(_key.Id, nonce ?? $"nonce-{Interlocked.Increment(ref _nonces):D12}", _world.Clock.GetUtcNow()),
            Body = bytes,
            Bytes = bytes.Length,
            Upload = upload,
        };
    }

    private static async Task<List<string>> CountsAsync(IEnumerable<Submission> group)
    {
        List<string> counts = [];
        foreach (var submission in group)
        {
            var answer = await submission.Answer.WaitAsync(TimeSpan.FromSeconds(30));
            counts.Add(answer.Refusal?.Code ?? $"{answer.Accepted}/{answer.Duplicates}{string.Concat(answer.Rejected.Select(r => $" {r.RecordId}:{r.Code}"))}");
        }

        return counts;
    }

    private async Task<List<string>> StoredAsync()
    {
        await using var db = _world.Open();
        return await db.Set<DeviceStatusReport>().OrderBy(r => r.RecordId).Select(r => r.RecordId).ToListAsync();
    }
}
