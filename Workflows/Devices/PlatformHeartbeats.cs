using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workflows.Devices;

/// <summary>
/// Each node says again and again that it is alive and can write. Where none did for a while, the next one that lives finds it and records an
/// outage of the platform, so that nobody is blamed for silence that was ours.
/// </summary>
public sealed class PlatformHeartbeats(IDbContextFactory<PortalDbContext> databases, IOptions<OnlineOptions> options, TimeProvider time)
{
    /// <summary>Writes this node's heartbeat; first of all, at the start of a node, so that no silence is judged before its cause is known.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task BeatAsync(string node, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                await TryBeatAsync(node, cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // Two nodes came back together, and the other one was faster: now there is a heartbeat.
            }
        }
    }

    private async Task TryBeatAsync(string node, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        var last = await db.Set<NodeHeartbeat>().MaxAsync(h => (DateTimeOffset?)h.LastAt, cancellationToken);
        if (last is { } from && now - from > TimeSpan.FromSeconds(options.Value.PlatformSilenceSeconds))
        {
            await db.AddAsync(new PlatformOutage(from, now), cancellationToken);
            // Whoever was silent in it is looked at again.
            DateTimeOffset? due = from;
            await db.Set<SiteWatch>().Where(w => w.DueAt == null || w.DueAt > due).ExecuteUpdateAsync(
                w => w.SetProperty(x => x.DueAt, due).SetProperty(x => x.Revision, x => x.Revision + 1), cancellationToken);
        }

        var beaten = await db.Set<NodeHeartbeat>().Where(h => h.Node == node).ExecuteUpdateAsync(h => h.SetProperty(x => x.LastAt, now), cancellationToken);
        if (beaten == 0) await db.AddAsync(new NodeHeartbeat(node, now), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
