using Domain.Ingest;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Ingest;
using Workflows.Suppliers;

namespace Workflows.Tests.Suppliers;

public sealed class KeyUsesTests : IAsyncLifetime
{
    private PortalWorld _world = null!;

    public async Task InitializeAsync() => _world = await PortalWorld.CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Follow_OfSignedRequests_NotesTheLastOneOfEachKey()
    {
        var (used, unused) = (await new IngestWorld(_world).KeyAsync(), await new IngestWorld(_world).KeyAsync(_world.NeighbourSupplier));
        var now = _world.Clock.GetUtcNow();
        await LogAsync(used.Id, now.AddMinutes(-9));
        await LogAsync(used.Id, now.AddMinutes(-4), "request.malformed");
        await LogAsync(used.Id, now, "signature.mismatch");
        await LogAsync(unused.Id, now, "signature.unknown-key");

        await _world.Get<KeyUses>().FollowAsync();

        (await LastUseAsync(used.Id)).ShouldBe(now.AddMinutes(-4));
        (await LastUseAsync(unused.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Follow_WhenTheLogHasForgotten_KeepsWhatWasNoted()
    {
        var key = await new IngestWorld(_world).KeyAsync();
        var now = _world.Clock.GetUtcNow();
        await LogAsync(key.Id, now);
        await _world.Get<KeyUses>().FollowAsync();
        await using (var db = _world.Open()) await db.Set<RequestLogEntry>().ExecuteDeleteAsync();

        await _world.Get<KeyUses>().FollowAsync();

        (await LastUseAsync(key.Id)).ShouldBe(now);
    }

    private Task<RequestLogEntry> LogAsync(long keyId, DateTimeOffset at, string? code = null) => _world.Database.AddAsync(new RequestLogEntry(
        new RequestFacts { SourceId = keyId, At = at, Kind = UploadKind.DeviceStatus, Status = code is null ? 200 : 400, Code = code, Bytes = 120 }));

    private async Task<DateTimeOffset?> LastUseAsync(long keyId)
    {
        await using var db = _world.Open();
        return await db.Set<SupplierKey>().Where(k => k.Id == keyId).Select(k => k.LastUsedAt).SingleAsync();
    }
}
