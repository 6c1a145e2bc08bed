using Domain.Devices;
using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workflows.Dust;

/// <summary>Deletes frames, and where a setting says so readings, that are older than they are to be kept. In small steps, so that nothing waits for it.</summary>
public sealed class DustRetention(IDbContextFactory<PortalDbContext> databases, IOptions<DustOptions> options, TimeProvider time)
{
    /// <summary>Of frames a step is an hour, of readings a day of one monitor.</summary>
    private static readonly TimeSpan FrameStep = TimeSpan.FromHours(1);

    /// <returns>Rows deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default) =>
        await FramesAsync(cancellationToken) + (options.Value.KeepReadingsDays > 0 ? await ReadingsAsync(cancellationToken) : 0);

    private async Task<int> FramesAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var end = time.GetUtcNow().AddDays(-options.Value.KeepFramesDays);
        var deleted = 0;
        while (await db.Set<DustFrame>().Where(f => f.ReceivedAt < end).MinAsync(f => (DateTimeOffset?)f.ReceivedAt, cancellationToken) is { } oldest)
        {
            var until = oldest + FrameStep < end ? oldest + FrameStep : end;
            deleted += await db.Set<DustFrame>().Where(f => f.ReceivedAt < until).ExecuteDeleteAsync(cancellationToken);
        }

        return deleted;
    }

    private async Task<int> ReadingsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var end = time.GetUtcNow().AddDays(-options.Value.KeepReadingsDays);
        var deleted = 0;
        foreach (var device in await db.Set<Device>().Where(d => d.Kind == DeviceKind.DustMonitor).Select(d => d.Id).ToListAsync(cancellationToken))
        {
            while (await db.Set<DustReading>().Where(r => r.DeviceId == device && r.At < end).MinAsync(r => (DateTimeOffset?)r.At, cancellationToken) is { } oldest)
            {
                var until = oldest.AddDays(1) < end ? oldest.AddDays(1) : end;
                deleted += await db.Set<DustReading>().Where(r => r.DeviceId == device && r.At < until).ExecuteDeleteAsync(cancellationToken);
            }
        }

        return deleted;
    }
}
