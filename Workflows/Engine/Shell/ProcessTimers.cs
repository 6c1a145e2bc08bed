using Domain;
using Domain.Engine;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine.Shell;

/// <summary>Fires the timers of running cases that are due, each in a transaction of its own.</summary>
public sealed class ProcessTimers(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>Fires what is due, the longest due first.</summary>
    /// <returns>How many fired.</returns>
    /// <exception cref="AggregateException">Timers that could not fire; the others did.</exception>
    public async Task<int> FireDueAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<ProcessTimer>().Where(t => t.DueAt <= now)
                    .OrderBy(t => t.DueAt).ThenBy(t => t.Id).Select(t => t.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => FireAsync(id, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> FireAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            if (!await engine.FireAsync(db, id, cancellationToken)) return false;
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
            return true;
        }
        catch (DomainException e) when (e.Code == Contention.ChangedMeanwhile)
        {
            // Somebody moved the case in this moment. If the timer is still there, the next run fires it.
            return false;
        }
    }
}
