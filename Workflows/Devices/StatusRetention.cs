using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace Workflows.Devices;

/// <summary>Forgets raw status reports that are older than the setting. The intervals made of them stay.</summary>
public sealed class StatusRetention(IDbContextFactory<PortalDbContext> databases, IOptions<OnlineOptions> options, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Deletes device by device, a small transaction each, so that nobody waits for it.</summary>
    /// <returns>How many reports were deleted.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken = default)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.ReportDays);
        var (deleted, last) = (0, 0L);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var devices = await db.Set<Device>().Where(d => d.Id > last).OrderBy(d => d.Id).Select(d => d.Id).Take(PageSize).ToListAsync(cancellationToken);
            if (devices.Count == 0) return deleted;
            foreach (var device in devices)
                deleted += await db.Set<DeviceStatusReport>().Where(r => r.DeviceId == device && r.At < before).ExecuteDeleteAsync(cancellationToken);
            last = devices[^1];
        }
    }
}

/// <summary>Runs <see cref="StatusRetention"/>.</summary>
[DisallowConcurrentExecution]
public sealed class StatusRetentionJob(StatusRetention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await retention.ForgetAsync(cancellationToken);
}
