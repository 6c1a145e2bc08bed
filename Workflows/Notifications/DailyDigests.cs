using Domain.Calendar;
using Domain.Notifications;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Engine.Shell;

namespace Workflows.Notifications;

/// <summary>
/// Makes one text message a day of what was put aside for a person who wants it so: at 9:00 in Shanghai on working days, when the day's
/// reminders (8:30) are among it. That a deadline has passed, and its escalation, never wait. A digest that no node made in time is made
/// by the first that runs again.
/// </summary>
public sealed class DailyDigests(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    /// <summary>Shanghai time of day.</summary>
    public static readonly TimeOnly Hour = new(9, 0);

    private const int PageSize = 200;

    private static readonly string[] AtOnce =
        [DeadlineNoticeMessages.Overdue, DeadlineNoticeMessages.Escalated, "leave.overdue", DigestNotices.Template];
    private static readonly string[] Due = [DeadlineNoticeMessages.DueDay, DeadlineNoticeMessages.DayBefore];
    private static readonly string[] Tasks = ["work-item.new", "work-item.transferred"];

    /// <summary>The first is told in full: what is due today before what is due tomorrow, and so on.</summary>
    private static readonly string[] ByUrgency = [DeadlineNoticeMessages.DueDay, "work-item.urged", DeadlineNoticeMessages.DayBefore, .. Tasks];

    /// <summary>Whether a message can wait for the digest.</summary>
    public static bool Gathers(string template) => !AtOnce.Contains(template);

    /// <summary>Makes the digests that are due.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="AggregateException">People whose digest could not be made; the others' were.</exception>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken = default)
    {
        var day = LastDay(await calendars.CurrentAsync(cancellationToken));
        var until = WorkingCalendar.StartOfDay(day) + Hour.ToTimeSpan();
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await Waiting(db, until).Select(m => m.AccountId!.Value).Distinct().OrderBy(id => id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            account => SendAsync(account, day, until, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> SendAsync(long account, DateOnly day, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var key = DigestNotices.Key(account, day);
        // Put aside before nine and saved after the digest was made: for the next one.
        if (await db.Set<OutboxMessage>().AnyAsync(m => m.DeduplicationKey == key, cancellationToken)) return false;
        var messages = await Waiting(db, until).Where(m => m.AccountId == account).ToListAsync(cancellationToken);
        if (messages.Count == 0) return false;
        var first = messages.OrderBy(Rank).ThenBy(DueAt, StringComparer.Ordinal).ThenBy(m => m.CreatedAt).ThenBy(m => m.Id).First();
        var content = new DigestContent(
            account, day, messages.Count, messages.Count(m => Due.Contains(m.Template)), messages.Count(m => Tasks.Contains(m.Template)),
            MessageTexts.Nested(first.Template, first.Arguments));
        var now = time.GetUtcNow();
        await db.AddRangeAsync(DigestNotices.Daily(content, now), cancellationToken);
        foreach (var message in messages) message.Delivered(now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Another node made it in the same moment.
            return false;
        }
    }

    /// <summary>The latest working day whose hour has come. Beyond the loaded calendars each day serves: a message, not a deadline.</summary>
    private DateOnly LastDay(WorkingCalendar calendar)
    {
        var now = time.GetUtcNow();
        var day = WorkingCalendar.ShanghaiDate(now);
        if (WorkingCalendar.ShanghaiTime(now) < Hour) day = day.AddDays(-1);
        while (calendar.Years.Contains(day.Year) && !calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }

    private static IQueryable<OutboxMessage> Waiting(PortalDbContext db, DateTimeOffset until) =>
        db.Set<OutboxMessage>().Where(m => m.GatheredAt < until && m.DeliveredAt == null && m.AccountId != null);

    private static int Rank(OutboxMessage message) => Array.IndexOf(ByUrgency, message.Template) is var rank and >= 0 ? rank : ByUrgency.Length;

    /// <summary>Messages about a step name the chain, the step, the matter, and when it is due; the others have no such time.</summary>
    private static string DueAt(OutboxMessage message) =>
        (Due.Contains(message.Template) || message.Template == "work-item.new") && message.Arguments[3].Length > 0 ? message.Arguments[3] : "~";
}
