using System.Text;
using System.Text.Json;
using Domain.Captures;
using Domain.Devices;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Ingest;
using Workflows.Ingest;
using Workflows.Suppliers;

namespace Workflows.Tests.Ingest;

/// <summary>What the portal offers to whoever builds a client: replay, signature checker, conformance.</summary>
public sealed class TryingTests : IAsyncLifetime
{
    private const string Target = "/api/v1/test-captures";

    private PortalWorld _world = null!;
    private IngestWorld _machines = null!;
    private CreatedSupplierKey _key = null!;
    private Point _point = null!;
    private int _records;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(settings: new Dictionary<string, string?> { ["Ingest:AnswerWithinSeconds"] = "60" });
        _machines = new IngestWorld(_world);
        _key = await _machines.KeyAsync();
        _point = await _machines.PointAsync(RegistrationState.Live);
        await _world.Get<Intake>().StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _world.Get<Intake>().StopAsync(CancellationToken.None);
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Replay_OnceThePointTakesThem_StoresWhatWasRefused_AndASecondTimeFindsDuplicates()
    {
        var refused = await SendAsync(Capture());
        refused.Refusal.ShouldBe(Refusal.NotDebugging);
        var entry = (await LogAsync(_world.Supplier)).ShouldHaveSingleItem();
        await _machines.SetStateAsync(_point, RegistrationState.Debugging);

        var stored = await ReplayAsync(_world.Supplier, entry.Id);
        var again = await ReplayAsync(_world.Supplier, entry.Id);

        stored.ShouldSatisfyAllConditions(a => a.Accepted.ShouldBe(1), a => a.Duplicates.ShouldBe(0));
        again.ShouldSatisfyAllConditions(a => a.Accepted.ShouldBe(0), a => a.Duplicates.ShouldBe(1));
        await using var db = _world.Open();
        (await db.Set<Capture>().CountAsync()).ShouldBe(1);
        (await LogAsync(_world.Supplier)).Count(e => e.ReplayOf == entry.Id).ShouldBe(2);
    }

    [Fact]
    public async Task Replay_OfAKeyDisabledMeanwhile_IsRefusedAsItsMachineWouldBe()
    {
        await SendAsync(Capture());
        var entry = (await LogAsync(_world.Supplier)).ShouldHaveSingleItem();
        await _world.Get<SupplierKeys>().DisableAsync(new DisableSupplierKey { Actor = _world.Supplier, Id = _key.Id, Reason = "Stopped" });

        (await ReplayAsync(_world.Supplier, entry.Id)).Refusal.ShouldBe(Refusal.KeyDisabled);
    }

    [Fact]
    public async Task Replay_ByThoseWhoOnlyRead_OrSeeNothing_IsRefused()
    {
        await SendAsync(Capture());
        var entry = (await LogAsync(_world.Supplier)).ShouldHaveSingleItem();

        foreach (var reader in new[] { _world.Operator, _world.Administrator })
        {
            (await _world.Get<RequestLog>().ReadAsync(reader, entry.Id)).MayReplay.ShouldBeFalse();
            await Refusals.RefusedAsync("actor.not-allowed", () => ReplayAsync(reader, entry.Id));
        }

        foreach (var neighbour in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager, _world.ProjectManager })
            await Refusals.RefusedAsync("ingest.request-not-found", () => ReplayAsync(neighbour, entry.Id));
    }

    [Fact]
    public async Task Log_OfManyKeys_IsReadBySlices_TheNewestFirst()
    {
        var second = await _machines.KeyAsync(owner: _world.ProjectManager);
        await _machines.SetStateAsync(_point, RegistrationState.Debugging);
        for (var i = 0; i < 7; i++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await SendAsync(Capture(), i % 2 == 0 ? _key : second);
        }

        var log = _world.Get<RequestLog>();
        var first = await log.ListAsync(_world.Supplier, new RequestLogQuery { Slice = new() { Size = 4 } });
        var older = await log.ListAsync(_world.Supplier, new RequestLogQuery { Slice = new() { Size = 4, From = first.Older } });
        var back = await log.ListAsync(_world.Supplier, new RequestLogQuery { Slice = new() { Size = 4, From = older.Newer } });

        first.Items.Concat(older.Items).Select(r => r.At).ShouldBe(Enumerable.Range(0, 7).Select(i => _world.Clock.GetUtcNow().AddSeconds(-i)));
        first.Newer.ShouldBeNull();
        older.Older.ShouldBeNull();
        back.Items.ShouldBe(first.Items);
        (await log.ListAsync(_world.ProjectManager, new RequestLogQuery())).Items.ShouldAllBe(r => r.SourceId == second.Id);
    }

    [Fact]
    public async Task Check_OfARightSignature_SaysSo_AndOfAChangedBodyThatItDoesNotMatch()
    {
        var body = "{\"a\":1}";
        var sender = new SignedSender(new HttpClient(), _key.KeyId, _key.Secret, _world.Clock);
        var header = sender.Authorization(Target, Encoding.UTF8.GetBytes(body));

        var right = await CheckAsync(_world.Supplier, header, body);
        var wrong = await CheckAsync(_world.Supplier, header, body + " ");

        right.ShouldSatisfyAllConditions(
            f => f.Problem.ShouldBeNull(), f => f.BodyBytes.ShouldBe(7), f => f.ClockDifference.ShouldBe(0), f => f.StringToSign!.Split('\n').Length.ShouldBe(6));
        wrong.Problem.ShouldBe("signature.mismatch");
        right.ToString().ShouldNotContain(_key.Secret);
        (await CheckAsync(_world.Supplier, "Bearer x", body)).Problem.ShouldBe("signature.malformed");
    }

    [Fact]
    public async Task Check_OfAKeyThatOneDoesNotSee_KnowsNoKey_AndOfOthersIsRefused()
    {
        var header = new SignedSender(new HttpClient(), _key.KeyId, _key.Secret, _world.Clock).Authorization(Target, []);

        foreach (var neighbour in new[] { _world.NeighbourSupplier, _world.ProjectManager })
            (await CheckAsync(neighbour, header, "")).Problem.ShouldBe("signature.unknown-key");
        await Refusals.RefusedAsync("actor.not-allowed", () => CheckAsync(_world.Operator, header, ""));
    }

    [Fact]
    public async Task Check_TooOften_IsRefusedUntilAWhileHasPassed()
    {
        for (var i = 0; i < 20; i++) await CheckAsync(_world.Supplier, "x", "");

        await Refusals.RefusedAsync("ingest.check-too-often", () => CheckAsync(_world.Supplier, "x", ""));
        _world.Clock.Advance(TimeSpan.FromSeconds(4));

        (await CheckAsync(_world.Supplier, "x", "")).Problem.ShouldBe("signature.malformed");
    }

    [Fact]
    public async Task Conformance_StepByStep_MarksWhatCameIn()
    {
        await _machines.SetStateAsync(_point, RegistrationState.Debugging);
        (await MarksAsync()).ShouldBeEmpty();

        var low = Capture("in", "low");
        await SendAsync(low);
        (await MarksAsync()).ShouldBe([ConformanceStep.Clock, ConformanceStep.Signature, ConformanceStep.FirstCapture]);

        await SendAsync(low);
        (await MarksAsync()).ShouldContain(ConformanceStep.Duplicate);

        await SendAsync(Capture("in", "high"));
        (await MarksAsync()).ShouldContain(ConformanceStep.MatchedPair);
        (await MarksAsync()).ShouldNotContain(ConformanceStep.AllCameras);

        await SendAsync($"{Capture("out", "low")},{Capture("out", "high")},{Capture("sideways", "high")}");
        await StatusAsync();

        (await MarksAsync()).ShouldBe(Enum.GetValues<ConformanceStep>());
    }

    [Fact]
    public async Task Conformance_OfANeighboursPoint_IsUnknown()
    {
        foreach (var neighbour in new[] { _world.NeighbourSupplier, _world.NeighbourProjectManager, _world.NeighbourOperator })
            await Refusals.RefusedAsync("registration.unknown", () => _world.Get<Conformance>().ReadAsync(neighbour, _point.Id));
        await Refusals.RefusedAsync("actor.not-allowed", () => _world.Get<Conformance>().ReadAsync(_world.CountyOfficer, _point.Id));
        (await _world.Get<Conformance>().ReadAsync(_world.ProjectManager, _point.Id)).AccessNumber.ShouldBe(_point.AccessNumber);
    }

    private async Task<IEnumerable<ConformanceStep>> MarksAsync() =>
        (await _world.Get<Conformance>().ReadAsync(_world.Supplier, _point.Id)).Marks.Where(m => m.At is not null).Select(m => m.Step);

    private async Task<IReadOnlyList<RequestLogRow>> LogAsync(Actor actor) => (await _world.Get<RequestLog>().ListAsync(actor, new RequestLogQuery())).Items;

    private Task<UploadAnswer> ReplayAsync(Actor actor, long id) => _world.Get<RequestReplay>().RunAsync(actor, id);

    private Task<SignatureFindings> CheckAsync(Actor actor, string header, string body) => _world.Get<SignatureChecker>().CheckAsync(
        actor, new CheckedRequest { Authorization = header, Method = "POST", Target = Target, Body = body });

    private string Capture(string direction = "in", string camera = "low")
    {
        var plate = camera == "low" ? "\"plate\":\"粤G12345\",\"plateColor\":\"yellow\"," : "";
        var at = JsonSerializer.Serialize(_world.Clock.GetUtcNow().AddMinutes(-1));
        return $"{{\"recordId\":\"r{++_records}\",{plate}\"direction\":\"{direction}\",\"camera\":\"{camera}\",\"gate\":\"1\",\"capturedAt\":{at}}}";
    }

    private Task<UploadAnswer> SendAsync(string records, CreatedSupplierKey? key = null) =>
        ReceiveAsync(UploadKind.TestCaptures, $"{{\"accessNumber\":\"{_point.AccessNumber}\",\"records\":[{records}]}}", key);

    private async Task StatusAsync()
    {
        await using var db = _world.Open();
        var codes = await db.Set<Device>().Where(d => d.RegistrationId == _point.Id).Select(d => d.Code).ToListAsync();
        var at = JsonSerializer.Serialize(_world.Clock.GetUtcNow());
        var answer = await ReceiveAsync(
            UploadKind.DeviceStatus, $"{{\"records\":[{string.Join(',', codes.Select(c => $"{{\"recordId\":\"{c}\",\"deviceCode\":\"{c}\",\"at\":{at},\"online\":true}}"))}]}}");
        answer.Accepted.ShouldBe(4);
    }

    private async Task<UploadAnswer> ReceiveAsync(UploadKind kind, string body, CreatedSupplierKey? key = null) => await _world.Get<UploadDesk>().ReceiveAsync(new ReceivedUpload
    {
        Key = (await _world.Get<KnownKeys>().FindAsync((key ?? _key).KeyId)).ShouldNotBeNull(),
        Kind = kind,
        ReceivedAt = _world.Clock.GetUtcNow(),
        Body = Encoding.UTF8.GetBytes(body),
        Nonce = Guid.NewGuid().ToString("N"),
        ClockDifference = 1,
    });
}
