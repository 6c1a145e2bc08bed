using Domain;
using Domain.Devices;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Engine.Shell;

namespace Workflows.Devices;

/// <summary>
/// Lets the intervals follow the signs. Every node runs it: a site is claimed by one run at a time, settled in one transaction, and a claim
/// that a dead node leaves behind runs out. Silence is found in the same way, by sites whose time has come.
/// </summary>
public sealed class OnlineSettler(
    IDbContextFactory<PortalDbContext> databases, FirstOnline firstOnline, IOptions<OnlineOptions> options, TimeProvider time)
{
    private const int BatchSize = 50;

    /// <summary>How long a claimed site is left to the run that claimed it: far longer than settling takes.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <summary>Sites that changed only within so much time can be read together; one with older news would make all be read from then on.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Settles all sites that signs or time have changed.</summary>
    /// <returns>How many sites were settled.</returns>
    /// <exception cref="AggregateException">Sites that could not be settled; the others were.</exception>
    public async Task<int> SettleAsync(CancellationToken cancellationToken = default)
    {
        var settled = 0;
        List<Exception> failures = [];
        // One moment for the whole run: what comes due meanwhile is the next run's, so that this one ends.
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        while (await ClaimAsync(now, cancellationToken) is { Count: > 0 } claimed)
        {
            var fresh = claimed.FindAll(site => site.Fresh).ConvertAll(site => site.SiteId);
            if (fresh.Count > 0 && await TryAsync(fresh, now, failures: null, cancellationToken)) settled += fresh.Count;
            else claimed = claimed.ConvertAll(site => site with { Fresh = false });
            foreach (var site in claimed.Where(site => !site.Fresh))
            {
                if (await TryAsync([site.SiteId], now, failures, cancellationToken)) settled++;
            }
        }

        return failures.Count == 0 ? settled : throw new AggregateException(failures);
    }

    /// <summary>
    /// Takes sites that have something to do and that nobody else is at. The conditional update decides between runs that ask at once.
    /// </summary>
    private async Task<List<(long SiteId, bool Fresh)>> ClaimAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var at = time.GetUtcNow();
        var watches = db.Set<SiteWatch>();
        var signalled = await (
                from window in db.Set<SignalWindow>()
                where window.From <= now
                join device in db.Set<Device>() on window.DeviceId equals device.Id
                where !watches.Any(w => w.SiteId == device.SiteId && w.ClaimedUntil > at)
                group window.From by device.SiteId into site
                select new { SiteId = site.Key, From = site.Min() })
            .OrderBy(site => site.SiteId).Take(BatchSize).ToListAsync(cancellationToken);
        var due = await watches.Where(w => w.DueAt <= now && (w.ClaimedUntil == null || w.ClaimedUntil <= at))
            .OrderBy(w => w.DueAt).Take(BatchSize).Select(w => new { w.SiteId, From = w.DueAt!.Value }).ToListAsync(cancellationToken);
        var begins = signalled.Concat(due).GroupBy(s => s.SiteId).ToDictionary(g => g.Key, g => g.Min(s => s.From));
        if (begins.Count == 0) return [];

        var sites = begins.Keys.ToList();
        await WatchAsync(db, sites, cancellationToken);
        Guid? run = Guid.NewGuid();
        DateTimeOffset? until = at + Claim;
        await watches.Where(w => sites.Contains(w.SiteId) && (w.ClaimedUntil == null || w.ClaimedUntil <= at)).ExecuteUpdateAsync(
            w => w.SetProperty(x => x.ClaimedBy, run).SetProperty(x => x.ClaimedUntil, until).SetProperty(x => x.Revision, x => x.Revision + 1), cancellationToken);
        var claimed = await watches.Where(w => w.ClaimedBy == run).Select(w => w.SiteId).ToListAsync(cancellationToken);
        return claimed.ConvertAll(site => (site, begins[site] > now - Fresh));
    }

    /// <summary>Makes the row of a site that is met for the first time.</summary>
    private static async Task WatchAsync(PortalDbContext db, List<long> sites, CancellationToken cancellationToken)
    {
        var known = await db.Set<SiteWatch>().Where(w => sites.Contains(w.SiteId)).Select(w => w.SiteId).ToListAsync(cancellationToken);
        foreach (var site in sites.Except(known))
        {
            var watch = await db.AddAsync(new SiteWatch(site), cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // Another node met it in the same moment.
                watch.State = EntityState.Detached;
            }
        }
    }

    /// <summary>False when somebody else was at one of the sites, or it failed; what is left to do is there at the next look.</summary>
    private async Task<bool> TryAsync(List<long> sites, DateTimeOffset now, List<Exception>? failures, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await new SiteSettlement(db, firstOnline, options.Value, now).PrepareAsync(sites, cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
            return true;
        }
        catch (DomainException exception) when (exception.Code == Contention.ChangedMeanwhile)
        {
            if (failures is not null) await ReleaseAsync(sites, cancellationToken);
            return false;
        }
#pragma warning disable CA1031 // Whatever it is, the other sites are not to suffer; it is thrown at the end.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // The claim is left to run out, so that a site that cannot be settled is not tried all the time.
            failures?.Add(exception);
            return false;
        }
    }

    private async Task ReleaseAsync(List<long> sites, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<SiteWatch>().Where(w => sites.Contains(w.SiteId)).ExecuteUpdateAsync(
            w => w.SetProperty(x => x.ClaimedBy, (Guid?)null).SetProperty(x => x.ClaimedUntil, (DateTimeOffset?)null), cancellationToken);
    }
}
