using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;

namespace Workflows.Engine.Shell;

/// <summary>Reminds of deadlines and escalates missed ones, each item in a transaction of its own: messages and the next stage together.</summary>
public sealed class DeadlineNotices(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    private const int PageSize = 200;

    /// <summary>Says what is due to be said.</summary>
    /// <returns>About how many items.</returns>
    /// <exception cref="AggregateException">Items that could not be handled; the others were.</exception>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<WorkItem>().Where(w => w.NextNoticeAt <= now && w.Status == WorkItemStatus.Open)
                    .OrderBy(w => w.NextNoticeAt).ThenBy(w => w.Id).Select(w => w.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => SendAsync(id, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> SendAsync(long id, CancellationToken cancellationToken)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var item = await db.Set<WorkItem>().SingleOrDefaultAsync(
            w => w.Id == id && w.NextNoticeAt <= now && w.Status == WorkItemStatus.Open, cancellationToken);
        if (item?.DueAt is not { } due) return false;

        var holder = await db.Set<Organization>().Where(o => o.Id == item.OrganizationId).Select(o => o.Name).SingleAsync(cancellationToken);
        var stage = DueDates.NoticeNow(due, item.NoticeStage, now, calendar);
        var messages = DeadlineNoticeMessages.For(item, stage, holder, now).ToList();
        var keys = messages.ConvertAll(m => m.DeduplicationKey);
        var said = await db.Set<OutboxMessage>().Where(m => keys.Contains(m.DeduplicationKey)).Select(m => m.DeduplicationKey).ToListAsync(cancellationToken);
        await db.AddRangeAsync(messages.Where(m => !said.Contains(m.DeduplicationKey)), cancellationToken);
        var (next, at) = DueDates.NextNotice(due, stage + 1, now, calendar);
        item.SetDeadline(item.ClockName, item.AllowanceDays, due, next, at);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Completed, moved or spoken of by another node in this moment; what is left is the next run's.
            return false;
        }
    }
}
