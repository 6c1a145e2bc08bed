using Domain.Ingest;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Ingest;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

/// <summary>Elsa's storage only grew (#742, #4862); what ingest writes beside the records goes when its time is over.</summary>
public sealed class IngestRetentionTests
{
    [Fact]
    public async Task Run_OverNoncesAndLog_DeletesWhatHasOutlivedItsTime()
    {
        await using var world = await PortalWorld.CreateAsync();
        var machines = new IngestWorld(world);
        var keys = new[] { await machines.KeyAsync(), await machines.KeyAsync(world.NeighbourSupplier) };
        var now = world.Clock.GetUtcNow();
        foreach (var key in keys)
        {
            foreach (var seconds in new[] { 0, 599, 600, 4_000 })
                await world.Database.AddAsync(new UsedNonce(key.Id, $"nonce-{seconds:D12}", now.AddSeconds(-seconds)));
            foreach (var hours in new[] { 0, (30 * 24) - 1, (30 * 24) + 1, (30 * 24) + 3, 400 * 24 })
                await world.Database.AddAsync(new RequestLogEntry(new RequestFacts { SourceId = key.Id, At = now.AddHours(-hours), Kind = UploadKind.Captures, Status = 200, Bytes = hours }));
        }

        (await world.Get<IngestRetention>().RunAsync()).ShouldBe(2 * (2 + 3));
        (await world.Get<IngestRetention>().RunAsync()).ShouldBe(0);

        await using var db = world.Open();
        (await db.Set<UsedNonce>().Select(n => n.At).Distinct().Order().ToListAsync()).ShouldBe([now.AddSeconds(-599), now]);
        (await db.Set<RequestLogEntry>().Select(e => e.Bytes).Distinct().Order().ToListAsync()).ShouldBe([0, (30 * 24) - 1]);
    }
}
