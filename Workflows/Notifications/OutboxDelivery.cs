using System.Globalization;
using Domain.Notifications;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Infrastructure.Notifications;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Notifications;

/// <summary>
/// Takes messages from the outbox to their readers. A portal message becomes notifications in the transaction that marks it delivered, and
/// is handed on to the organization's webhooks there (<see cref="Webhooks.WebhookDelivery"/>).
/// A text message to a role becomes one message per person in the same way; one to a person is claimed, sent, and then marked, so that
/// a crash in between sends it again under the same id. For a person who wants one a day it is put aside (<see cref="DailyDigests"/>).
/// </summary>
public sealed class OutboxDelivery(IDbContextFactory<PortalDbContext> databases, ISmsGateway gateway, TimeProvider time)
{
    public const string NobodyToReach = "notification.nobody-to-reach";
    public const string NoPhone = "notification.no-phone";

    private const int PageSize = 200;

    /// <summary>How long a claimed message is left to the one who claimed it: longer than any gateway takes to answer.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    /// <summary>Delivers what is due.</summary>
    /// <returns>How many messages were delivered or handed on.</returns>
    /// <exception cref="AggregateException">What went wrong; each message that failed also says so itself, and is tried again later.</exception>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        return await OneByOne.RunAsync(
            async skip =>
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                return await db.Set<OutboxMessage>().Where(m => m.NextAttemptAt <= now && m.Channel != MessageChannel.Webhook)
                    .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Select(m => m.Id).Skip(skip).Take(PageSize).ToListAsync(cancellationToken);
            },
            id => DeliverAsync(id, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> DeliverAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var message = await db.Set<OutboxMessage>().SingleOrDefaultAsync(
            m => m.Id == id && m.NextAttemptAt <= now && m.Channel != MessageChannel.Webhook, cancellationToken);
        if (message is null) return false;
        try
        {
            if (message.Channel == MessageChannel.Portal) await NotifyAsync(db, message, now, cancellationToken);
            else if (message.AccountId is null) await ExpandAsync(db, message, now, cancellationToken);
            else return await SendAsync(db, message, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            // Another node delivered it in the same moment.
            return false;
        }
    }

    private static async Task NotifyAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accounts = await MessageRecipients.OfAsync(db, message, cancellationToken);
        foreach (var account in accounts) await db.AddAsync(new Notification(message, account.Id, now), cancellationToken);
        await HandOnAsync(db, message, now, cancellationToken);
        if (accounts.Count > 0) message.Delivered(now);
        else message.Failed(NobodyToReach, now);
    }

    /// <summary>Whoever holds the role or not: the organization is told.</summary>
    private static async Task HandOnAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.OrganizationId is not { } organization) return;
        var webhooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.OrganizationId == organization && w.Enabled).ToListAsync(cancellationToken);
        if (webhooks.Count == 0) return;
        var text = new MessageText(message.Template, message.Link, message.Arguments);
        var handed = webhooks.ConvertAll(webhook => new OutboxMessage(
            MessageChannel.Webhook, Recipient.Webhook(webhook, message.Role), text,
            string.Create(CultureInfo.InvariantCulture, $"{message.DeduplicationKey}:wh:{webhook.Id}"), now));
        // There already where nobody held the role at an attempt before this one.
        var keys = handed.ConvertAll(m => m.DeduplicationKey);
        var before = await db.Set<OutboxMessage>().Where(m => keys.Contains(m.DeduplicationKey)).Select(m => m.DeduplicationKey).ToListAsync(cancellationToken);
        await db.AddRangeAsync(handed.Where(m => !before.Contains(m.DeduplicationKey)), cancellationToken);
    }

    private static async Task ExpandAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accounts = await MessageRecipients.OfAsync(db, message, cancellationToken);
        var reachable = accounts.Where(a => !string.IsNullOrWhiteSpace(a.PhoneNumber)).ToList();
        foreach (var account in reachable)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{message.DeduplicationKey}:{account.Id}");
            var text = new MessageText(message.Template, message.Link, message.Arguments);
            await db.AddAsync(new OutboxMessage(MessageChannel.Sms, Recipient.Account(account.Id), text, key, now), cancellationToken);
        }

        if (reachable.Count > 0) message.Delivered(now);
        else message.Failed(accounts.Count == 0 ? NobodyToReach : NoPhone, now);
    }

    private async Task<bool> SendAsync(PortalDbContext db, OutboxMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var account = (await MessageRecipients.OfAsync(db, message, cancellationToken)).SingleOrDefault();
        var refusal = account is null ? NobodyToReach : string.IsNullOrWhiteSpace(account.PhoneNumber) ? NoPhone : null;
        if (refusal is null && account!.DailyDigest && DailyDigests.Gathers(message.Template))
        {
            message.Gathered(now);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }

        var until = now + Claim;
        var claimed = await db.Set<OutboxMessage>().Where(m => m.Id == message.Id && m.Revision == message.Revision)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, until).SetProperty(x => x.Revision, x => x.Revision + 1), cancellationToken);
        if (claimed == 0) return false;
        await db.Entry(message).ReloadAsync(cancellationToken);

        Exception? failure = null;
        if (refusal is null)
        {
            try
            {
                await gateway.SendAsync(new SmsMessage(message.Id, account!.PhoneNumber!, TextOf(message, account)), cancellationToken);
            }
#pragma warning disable CA1031 // A gateway may fail in any way; the message says how, and the scheduler is told below.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                (refusal, failure) = (e.Message, e);
            }
        }

        if (refusal is null) message.Delivered(time.GetUtcNow());
        else message.Failed(refusal, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return failure is null ? true : throw new SmsNotSentException($"Message {message.Id}: {failure.Message}", failure);
    }

    private static string TextOf(OutboxMessage message, Account account) =>
        MessageTexts.Render(message.Template, message.Arguments, MessageTexts.Language(account.PreferredLanguage));
}
