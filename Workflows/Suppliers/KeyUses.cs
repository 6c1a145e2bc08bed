using Domain.Ingest;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Workflows.Suppliers;

/// <summary>
/// Notes with each key when it signed a request last, as its request log tells. Once a minute and not with each request, so that a key's row
/// is not written a hundred times a second.
/// </summary>
public sealed class KeyUses(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>Follows the log. A request whose signature was refused does not count: anybody may name a key.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var signed = db.Set<RequestLogEntry>().Where(e => e.ReplayOf == null && (e.Code == null || !EF.Functions.Like(e.Code, "signature.%")));
        await db.Set<SupplierKey>().Where(k => signed.Any(e => e.SourceId == k.Id && (k.LastUsedAt == null || e.At > k.LastUsedAt)))
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, k => signed.Where(e => e.SourceId == k.Id).Max(e => (DateTimeOffset?)e.At)), cancellationToken);
    }
}

/// <summary>Runs <see cref="KeyUses"/>.</summary>
[DisallowConcurrentExecution]
public sealed class KeyUsesJob(KeyUses uses) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await uses.FollowAsync(cancellationToken);
}
