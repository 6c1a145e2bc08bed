using Domain.Ingest;
using Domain.Suppliers;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace Workflows.Ingest;

/// <summary>Deletes nonces that may be used again and entries of the request log that are older than they are to be kept, in small steps.</summary>
public sealed class IngestRetention(IDbContextFactory<PortalDbContext> databases, IOptions<IngestOptions> options, TimeProvider time)
{
    /// <summary>Of a key's entries in one statement.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <returns>Rows deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var outlived = time.GetUtcNow() - UsedNonce.Lifetime;
        var deleted = await db.Set<UsedNonce>().Where(n => n.At <= outlived).ExecuteDeleteAsync(cancellationToken);
        var end = time.GetUtcNow().AddDays(-options.Value.KeepLogDays);
        // Key by key, as the index goes.
        foreach (var key in await db.Set<SupplierKey>().Select(k => k.Id).ToListAsync(cancellationToken))
        {
            while (await db.Set<RequestLogEntry>().Where(e => e.SourceId == key && e.At < end).MinAsync(e => (DateTimeOffset?)e.At, cancellationToken) is { } oldest)
            {
                var until = oldest + Step < end ? oldest + Step : end;
                deleted += await db.Set<RequestLogEntry>().Where(e => e.SourceId == key && e.At < until).ExecuteDeleteAsync(cancellationToken);
            }
        }

        return deleted;
    }
}

/// <summary>Runs <see cref="IngestRetention"/>.</summary>
[DisallowConcurrentExecution]
public sealed class IngestRetentionJob(IngestRetention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await retention.RunAsync(cancellationToken);
}
