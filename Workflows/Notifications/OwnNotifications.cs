using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Notifications;

/// <summary>A notification as its reader sees it.</summary>
/// <param name="Id">For marking it read.</param>
/// <param name="Text">In the language of the page.</param>
/// <param name="Link">Path in the portal; null when there is nothing to open.</param>
/// <param name="At">When it was delivered, UTC.</param>
/// <param name="Read">Whether it was read.</param>
public sealed record NotificationRow(long Id, string Text, string? Link, DateTimeOffset At, bool Read);

/// <summary>What a person was told. Everything here reaches the actor's own account only, whatever role is chosen.</summary>
public sealed class OwnNotifications(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>For the bell.</summary>
    public async Task<int> UnreadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Own(db, actor).CountAsync(n => n.ReadAt == null, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    public async Task<PageOf<NotificationRow>> ListAsync(
        Actor actor, PageRequest page, bool unreadOnly = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var own = Own(db, actor).AsNoTracking();
        if (unreadOnly) own = own.Where(n => n.ReadAt == null);
        var rows = await own.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancellationToken);
        var language = CultureInfo.CurrentUICulture;
        return new PageOf<NotificationRow>(
            [.. rows.Select(n => new NotificationRow(n.Id, MessageTexts.Render(n.Template, n.Arguments, language), n.Link, n.At, n.ReadAt is not null))],
            await own.CountAsync(cancellationToken));
    }

    /// <summary>Marks one read; one that is not the actor's, or was read before, stays as it is.</summary>
    public Task MarkReadAsync(Actor actor, long notificationId, CancellationToken cancellationToken = default) =>
        MarkAsync(actor, own => own.Where(n => n.Id == notificationId), cancellationToken);

    /// <summary>Marks all read.</summary>
    public Task MarkAllReadAsync(Actor actor, CancellationToken cancellationToken = default) => MarkAsync(actor, own => own, cancellationToken);

    /// <summary>Whether the person wants text messages gathered into one a day (<see cref="DailyDigests"/>).</summary>
    public async Task<bool> DailyDigestAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Account>().Where(a => a.Id == actor.AccountId).Select(a => a.DailyDigest).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Chooses it. What was gathered before goes with the next digest either way.</summary>
    public async Task ChooseDailyDigestAsync(Actor actor, bool daily, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<Account>().Where(a => a.Id == actor.AccountId && a.Enabled)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.DailyDigest, daily), cancellationToken);
    }

    /// <summary>How much is unread of several people at once, for pages that stand open; those who have read everything are left out.</summary>
    public async Task<IReadOnlyDictionary<long, int>> UnreadOfAsync(IReadOnlyCollection<long> accounts, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Notification>().Where(n => n.ReadAt == null && accounts.Contains(n.AccountId))
            .GroupBy(n => n.AccountId).Select(n => new { n.Key, Count = n.Count() }).ToDictionaryAsync(n => n.Key, n => n.Count, cancellationToken);
    }

    private async Task MarkAsync(Actor actor, Func<IQueryable<Notification>, IQueryable<Notification>> which, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        DateTimeOffset? now = time.GetUtcNow();
        await which(Own(db, actor)).Where(n => n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancellationToken);
    }

    private static IQueryable<Notification> Own(PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var account = actor.AccountId;
        return db.Set<Notification>().Where(n => n.AccountId == account);
    }
}
