using Domain.Calendar;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Workflows.Calendar;

namespace Workflows.Leave;

/// <summary>Reminds of the end of leaves, and records absence when nobody came back by the end of the next working day.</summary>
public sealed class LeaveWatch(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    /// <summary>How long before its end a leave is spoken of; one that is shorter is spoken of when it begins.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private const int PageSize = 200;

    /// <summary>Until when the return from a leave is to be registered: the end of the working day after its last day.</summary>
    public static DateTimeOffset ReturnDue(DateTimeOffset to, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return calendar.DeadlineAfter(to.AddTicks(-1), 1);
    }

    /// <summary>Does what is due, each leave in a transaction of its own.</summary>
    /// <returns>How many leaves were spoken of.</returns>
    /// <exception cref="AggregateException">Leaves that could not be handled; the others were.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var soon = now + Before;
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<LeaveRequest>().Where(l => l.Status == LeaveStatus.Approved && l.NoticeStage != LeaveNotice.Overdue
                        && (l.To <= now || (l.NoticeStage == LeaveNotice.None && l.To <= soon && l.From <= now)))
                    .OrderBy(l => l.To).ThenBy(l => l.Id).Select(l => l.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => HandleAsync(id, now, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> HandleAsync(long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var leave = await db.Set<LeaveRequest>().SingleOrDefaultAsync(l => l.Id == id && l.Status == LeaveStatus.Approved, cancellationToken);
        if (leave is null) return false;
        var site = await db.Set<Site>().Include(s => s.Participants).AsNoTracking().SingleAsync(s => s.Id == leave.SiteId, cancellationToken);
        if (now < leave.To)
        {
            if (leave.NoticeStage != LeaveNotice.None) return false;
            leave.Noted(LeaveNotice.Ending);
            await db.AddRangeAsync(LeaveNotices.Ending(leave, site.Name, now), cancellationToken);
        }
        else
        {
            var due = ReturnDue(leave.To, await calendars.CurrentAsync(cancellationToken));
            if (now >= due)
            {
                if (await IsContinuedAsync(db, leave, due, cancellationToken)) return false;
                await RecordAsync(db, leave, site, due, now, cancellationToken);
            }
            else if (leave.NoticeStage is LeaveNotice.Ended)
            {
                return false;
            }
            else
            {
                leave.Noted(LeaveNotice.Ended);
                await db.AddRangeAsync(LeaveNotices.Ended(leave, site.Name, due, now), cancellationToken);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Returned from, or spoken of by another node, in the same moment.
            return false;
        }

        return true;
    }

    /// <summary>Whether the person went on another approved leave before the return was due: that one is then to be returned from.</summary>
    private static Task<bool> IsContinuedAsync(PortalDbContext db, LeaveRequest leave, DateTimeOffset due, CancellationToken cancellationToken) =>
        db.Set<LeaveRequest>().AnyAsync(
            other => other.Id != leave.Id && other.AccountId == leave.AccountId && other.SiteId == leave.SiteId && other.From >= leave.To && other.From < due
                && (other.Status == LeaveStatus.Approved || other.Status == LeaveStatus.Returned || other.Status == LeaveStatus.Closed),
            cancellationToken);

    private static async Task RecordAsync(
        PortalDbContext db, LeaveRequest leave, Site site, DateTimeOffset due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        leave.Noted(LeaveNotice.Overdue);
        if (!await db.Set<AbsenceRecord>().AnyAsync(a => a.LeaveId == leave.Id, cancellationToken))
            await db.AddAsync(new AbsenceRecord(leave, due, now), cancellationToken);
        var county = await db.Set<Organization>().Where(o => o.Kind == OrganizationKind.CountyRegulator && o.RegionCode == site.RegionCode && o.Enabled)
            .Select(o => (long?)o.Id).FirstOrDefaultAsync(cancellationToken);
        await db.AddRangeAsync(LeaveNotices.Overdue(leave, site.Name, site.ParticipantId(OrganizationKind.Owner), county, due, now), cancellationToken);
    }
}

/// <summary>Runs <see cref="LeaveWatch"/>.</summary>
[DisallowConcurrentExecution]
public sealed class LeaveWatchJob(LeaveWatch watch, LeaveForms forms) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await watch.RunAsync(cancellationToken);
        await forms.ForgetUnusedAsync(cancellationToken);
    }
}
