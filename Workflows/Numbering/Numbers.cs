using Domain.Numbering;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Numbering;

/// <summary>Takes numbers from series without gaps or doubles. Must be called inside the transaction that uses the number.</summary>
internal static class Numbers
{
    /// <summary>
    /// The series' next number. The row stays locked until the caller's transaction ends, so a second taker waits and a given-up number
    /// is given again. Of two who open a new series at once the save of one fails on its key; that one has to come again.
    /// </summary>
    /// <param name="db">With an open transaction: without one the number would be taken even when what uses it is not saved.</param>
    /// <param name="series">Such as "JR2026".</param>
    /// <param name="cancellationToken">Ends the wait for the row.</param>
    public static async Task<int> NextAsync(PortalDbContext db, string series, CancellationToken cancellationToken)
    {
        var found = await db.Set<NumberSeries>().Where(s => s.Name == series)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + 1).SetProperty(s => s.Revision, s => s.Revision + 1), cancellationToken);
        if (found == 1) return await db.Set<NumberSeries>().Where(s => s.Name == series).Select(s => s.Last).SingleAsync(cancellationToken);
        var first = new NumberSeries(series);
        await db.AddAsync(first, cancellationToken);
        return first.Next();
    }

    /// <summary>
    /// As <see cref="NextAsync"/> where the caller has no transaction of its own: the number is taken with the save of all else, and of two takers
    /// the slower one has to come again (case.changed-meanwhile).
    /// </summary>
    public static async Task<int> TakeAsync(PortalDbContext db, string series, CancellationToken cancellationToken)
    {
        var known = await db.Set<NumberSeries>().SingleOrDefaultAsync(s => s.Name == series, cancellationToken);
        if (known is null) await db.AddAsync(known = new NumberSeries(series), cancellationToken);
        return known.Next();
    }
}
