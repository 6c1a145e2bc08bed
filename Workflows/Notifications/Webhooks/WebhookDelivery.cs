using System.Collections.Concurrent;
using System.Security.Cryptography;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Notifications.Webhooks;

/// <summary>
/// Takes messages from the outbox to webhooks. Receivers are served side by side, so that a slow one holds up itself alone; each message is
/// claimed, sent and then marked, so that a crash in between sends it again under the same id.
/// </summary>
public sealed class WebhookDelivery(IDbContextFactory<PortalDbContext> databases, WebhookSender sender, SecretSeal seal, TimeProvider time)
{
    public const string WasDisabled = "webhook.was-disabled";

    /// <summary>Sealed by a master key that is no longer there.</summary>
    public const string SecretLost = "webhook.secret-lost";

    private const int AtOnce = 8;
    private const int PageSize = 100;
    private const int RecordAttempts = 5;

    /// <summary>How long a claimed message is left to the one who claimed it: longer than any receiver may take.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    /// <summary>Delivers what is due. After a failure the rest of that receiver's messages waits for the next run.</summary>
    /// <returns>How many messages were delivered or given up.</returns>
    /// <exception cref="AggregateException">What went wrong on our side; what receivers did is told by the messages.</exception>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        List<long> webhooks;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            webhooks = await Due(db).Select(m => m.WebhookId!.Value).Distinct().ToListAsync(cancellationToken);

        var done = 0;
        ConcurrentQueue<Exception> failures = [];
        await Parallel.ForEachAsync(webhooks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (webhook, stop) =>
        {
            try
            {
                await foreach (var _ in DeliverToAsync(webhook, stop)) Interlocked.Increment(ref done);
            }
#pragma warning disable CA1031 // Whatever it is, the other receivers are not to suffer; it is thrown below.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failures.Enqueue(e);
            }
        });
        return failures.IsEmpty ? done : throw new AggregateException(failures);
    }

    private async IAsyncEnumerable<long> DeliverToAsync(long webhook, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            List<long> ids;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                ids = await Due(db).Where(m => m.WebhookId == webhook).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Select(m => m.Id).Take(PageSize)
                    .ToListAsync(cancellationToken);
            }

            if (ids.Count == 0) yield break;
            foreach (var id in ids)
            {
                if (!await DeliverAsync(id, cancellationToken)) yield break;
                yield return id;
            }
        }
    }

    /// <summary>Sends one message now, if it is due and nobody else sends it.</summary>
    /// <returns>Whether it was delivered or given up because the webhook is disabled.</returns>
    internal async Task<bool> DeliverAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await ClaimAsync(db, id, cancellationToken) is not { } message) return false;
        var webhook = await db.Set<Webhook>().AsNoTracking().SingleAsync(w => w.Id == message.WebhookId, cancellationToken);
        var trial = message.Template == WebhookNotices.TrialTemplate;
        if (!webhook.Enabled && !trial)
        {
            message.GivenUp(WasDisabled, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }

        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(o => o.Id == webhook.OrganizationId, cancellationToken);
        var error = await SendAsync(webhook, message, organization, cancellationToken);
        var now = time.GetUtcNow();
        if (error is null) message.Delivered(now);
        else if (trial) message.GivenUp(error, now);
        else message.Failed(error, now);
        await db.SaveChangesAsync(cancellationToken);
        await RecordAsync(webhook.Id, organization.Kind, error is null, now, cancellationToken);
        return error is null;
    }

    private async Task<OutboxMessage?> ClaimAsync(PortalDbContext db, long id, CancellationToken cancellationToken)
    {
        var message = await Due(db).SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (message is null) return null;
        var until = time.GetUtcNow() + Claim;
        var claimed = await db.Set<OutboxMessage>().Where(m => m.Id == id && m.Revision == message.Revision)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, until).SetProperty(x => x.Revision, x => x.Revision + 1), cancellationToken);
        if (claimed == 0) return null;
        await db.Entry(message).ReloadAsync(cancellationToken);
        return message;
    }

    /// <returns>Why it was not taken; null when it was.</returns>
    private async Task<string?> SendAsync(Webhook webhook, OutboxMessage message, Organization organization, CancellationToken cancellationToken)
    {
        byte[] secret;
        try
        {
            secret = WebhookSecrets.Unseal(seal, webhook.KeyId, webhook.SealedSecret);
        }
        catch (CryptographicException)
        {
            return SecretLost;
        }

        try
        {
            var request = new WebhookRequest(new Uri(webhook.Address), webhook.KeyId, WebhookBody.Id(message), WebhookBody.Of(message, organization));
            await sender.SendAsync(request, secret, cancellationToken);
            return null;
        }
        catch (WebhookNotSentException refused)
        {
            return refused.Message;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Keeps how the receiver does, beside whoever changes the webhook in this moment.</summary>
    private async Task RecordAsync(long id, OrganizationKind kind, bool success, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var webhook = await db.Set<Webhook>().SingleAsync(w => w.Id == id, cancellationToken);
            if (success) webhook.Succeeded(at);
            else if (webhook.Failed(at)) await db.AddRangeAsync(WebhookNotices.Disabled(webhook, kind, at), cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < RecordAttempts)
            {
                // Once more, on what is there now.
            }
        }
    }

    private IQueryable<OutboxMessage> Due(PortalDbContext db)
    {
        var now = time.GetUtcNow();
        return db.Set<OutboxMessage>().Where(m => m.Channel == MessageChannel.Webhook && m.NextAttemptAt <= now);
    }
}
