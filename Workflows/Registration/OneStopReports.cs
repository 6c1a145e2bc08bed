using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Registration;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Registration;

/// <summary>
/// Tells the one-stop service of sites that were filled in here, once they have their number (S0: nobody declares them there a second time). A
/// site is claimed, told, and then marked; after a crash in between it is told again under the same number, which the service takes for the same
/// site.
/// </summary>
public sealed class OneStopReports(IDbContextFactory<PortalDbContext> databases, IOneStopService oneStop, TimeProvider time)
{
    private const int PageSize = 100;

    /// <summary>How long a claimed site is left to the one who claimed it: longer than the service takes to answer.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    /// <summary>Tells of what is due.</summary>
    /// <returns>How many sites the service took.</returns>
    /// <exception cref="AggregateException">What went wrong; each site also says so itself, and is tried again later.</exception>
    public async Task<int> ReportDueAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<MuckSite>().Where(m => m.NextReportAt <= now)
                    .OrderBy(m => m.NextReportAt).ThenBy(m => m.SiteId).Select(m => m.SiteId).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => ReportAsync(id, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> ReportAsync(long siteId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var until = now + Claim;
        var claimed = await db.Set<MuckSite>().Where(m => m.SiteId == siteId && m.NextReportAt <= now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextReportAt, until).SetProperty(x => x.Revision, x => x.Revision + 1), cancellationToken);
        // Another node has it.
        if (claimed == 0) return false;

        var muck = await db.Set<MuckSite>().SingleAsync(m => m.SiteId == siteId, cancellationToken);
        Exception? failure = null;
        try
        {
            await oneStop.ReportAsync(await WhatAsync(db, muck, cancellationToken), cancellationToken);
            muck.Reported(time.GetUtcNow());
        }
#pragma warning disable CA1031 // A gateway may fail in any way; the site says how, and the scheduler is told below.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            failure = e;
            muck.NotReported(e.Message, time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return failure is null ? true : throw new OneStopException($"Site {siteId}: {failure.Message}", failure);
    }

    private static async Task<ReportedSite> WhatAsync(PortalDbContext db, MuckSite muck, CancellationToken cancellationToken)
    {
        var site = await db.Set<Site>().Include(s => s.Participants).AsNoTracking().SingleAsync(s => s.Id == muck.SiteId, cancellationToken);
        var contractorId = site.ParticipantId(OrganizationKind.Contractor);
        var contractor = await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Id == contractorId, cancellationToken);
        return new ReportedSite(site.Number!, contractor.Name, contractor.CreditCode, muck.Form);
    }
}
