using Domain.Audit;
using Domain.Calendar;
using Domain.Organizations;
using Domain.Suppliers;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;

namespace Workflows.Consequences;

/// <summary>Suspensions end by their last day alone; this records that one has passed, and tells the supplier.</summary>
public sealed class RestrictionEnds(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const int PageSize = 200;

    /// <returns>How many have ended.</returns>
    /// <exception cref="AggregateException">Restrictions that could not be handled; the others were.</exception>
    public Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var today = WorkingCalendar.ShanghaiDate(now);
        return OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<SupplierRestriction>().Where(r => r.Until < today && r.LiftedAt == null && r.EndedAt == null)
                    .OrderBy(r => r.Until).ThenBy(r => r.Id).Select(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => EndAsync(id, today, now, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> EndAsync(long id, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (
            from one in db.Set<SupplierRestriction>()
            join supplier in db.Set<Organization>() on one.SupplierId equals supplier.Id
            join authority in db.Set<Organization>() on one.AuthorityId equals authority.Id
            where one.Id == id && one.LiftedAt == null && one.EndedAt == null
            select new { one, Supplier = supplier.Name, Authority = authority.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return false;
        var restriction = found.one;
        restriction.End(today, now);
        Auditing.Record(
            db, by: null, "supplier.restriction-ended", new AuditSubject("supplier", restriction.SupplierId, found.Supplier), now,
            after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["kind"] = restriction.Kind, ["from"] = restriction.From, ["until"] = restriction.Until });
        await db.AddRangeAsync(ConsequenceMessages.Ended(restriction, found.Authority, now), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Lifted, or ended by another node, in the same moment.
            return false;
        }
    }
}
