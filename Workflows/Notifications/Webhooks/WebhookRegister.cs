using System.Net.Sockets;
using Domain;
using Domain.Audit;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Notifications.Webhooks;

/// <summary>Makes and changes webhooks; who may, says <see cref="WebhookScope"/>.</summary>
public sealed class WebhookRegister(
    IDbContextFactory<PortalDbContext> databases, SecretSeal seal, WebhookSender sender, WebhookDelivery delivery, TimeProvider time)
{
    /// <summary>Whether addresses with http will do, as in Development.</summary>
    public bool AllowsPlain => sender.AllowsPrivate;

    /// <summary>Makes a webhook. What it returns is the only time that the secret is told.</summary>
    /// <exception cref="DomainException">
    /// actor.not-allowed, organization.unknown (also one that is not the actor's), webhook.too-many, webhook.name-required,
    /// webhook.address-required, webhook.address-invalid, webhook.address-refused, field.too-long.
    /// </exception>
    public async Task<WebhookSecret> CreateAsync(CreateWebhook request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, WebhookScope.Managers, cancellationToken);
        if (actor.Role != Role.Administrator && request.OrganizationId != actor.OrganizationId) throw new DomainException("organization.unknown");
        if (!await db.Set<Organization>().AnyAsync(o => o.Id == request.OrganizationId && o.Enabled, cancellationToken)) throw new DomainException("organization.unknown");
        if (await db.Set<Webhook>().CountAsync(w => w.OrganizationId == request.OrganizationId && w.Enabled, cancellationToken) >= Webhook.MaxPerOrganization)
            throw new DomainException("webhook.too-many", Webhook.MaxPerOrganization);
        var (keyId, secret) = (WebhookSecrets.NewKeyId(), WebhookSecrets.NewSecret());
        var webhook = new Webhook(new NewWebhook
        {
            KeyId = keyId,
            OrganizationId = request.OrganizationId,
            Name = request.Name,
            Address = request.Address,
            AllowPlain = AllowsPlain,
            SealedSecret = WebhookSecrets.Seal(seal, keyId, secret),
            CreatedAt = time.GetUtcNow(),
            CreatedByName = actor.Name,
        });
        await RefusePrivateAsync(webhook.Address, cancellationToken);
        await db.AddAsync(webhook, cancellationToken);
        Record(db, actor, "webhook.create", webhook);
        await db.SaveChangesAsync(cancellationToken);
        return new WebhookSecret(webhook.Id, keyId, secret);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, webhook.unknown, webhook.changed-meanwhile, webhook.name-required, webhook.address-required, webhook.address-invalid,
    /// webhook.address-refused, field.too-long.
    /// </exception>
    public Task ChangeAsync(ChangeWebhook request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ActAsync(
            request.Actor, request.Id, "webhook.change",
            async (_, webhook) =>
            {
                webhook.Describe(request.Name, request.Address, AllowsPlain);
                await RefusePrivateAsync(webhook.Address, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Gives it another secret, told this once; the old one signs nothing any more.</summary>
    /// <exception cref="DomainException">actor.not-allowed, webhook.unknown, webhook.changed-meanwhile.</exception>
    public async Task<WebhookSecret> RenewAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        var secret = WebhookSecrets.NewSecret();
        var webhook = await ActAsync(
            actor, id, "webhook.renew",
            (_, webhook) =>
            {
                webhook.Renew(WebhookSecrets.Seal(seal, webhook.KeyId, secret));
                return Task.CompletedTask;
            },
            cancellationToken);
        return new WebhookSecret(id, webhook.KeyId, secret);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed, webhook.unknown, webhook.changed-meanwhile, webhook.disabled, webhook.reason-required, field.too-long.
    /// </exception>
    public Task DisableAsync(DisableWebhook request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ActAsync(
            request.Actor, request.Id, "webhook.disable",
            (_, webhook) =>
            {
                webhook.Disable(request.Reason, request.Actor.Name, time.GetUtcNow());
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <exception cref="DomainException">actor.not-allowed, webhook.unknown, webhook.changed-meanwhile, webhook.enabled, webhook.too-many.</exception>
    public Task EnableAsync(Actor actor, long id, CancellationToken cancellationToken = default) => ActAsync(
        actor, id, "webhook.enable",
        async (db, webhook) =>
        {
            webhook.Enable();
            if (await db.Set<Webhook>().CountAsync(w => w.OrganizationId == webhook.OrganizationId && w.Enabled && w.Id != id, cancellationToken) >= Webhook.MaxPerOrganization)
                throw new DomainException("webhook.too-many", Webhook.MaxPerOrganization);
        },
        cancellationToken);

    /// <summary>Sends a trial message at once, also to a webhook that is disabled.</summary>
    /// <returns>The code, or the receiver's answer, that says why it was not taken; null when it was.</returns>
    /// <exception cref="DomainException">actor.not-allowed, webhook.unknown, webhook.changed-meanwhile, webhook.trial-too-soon.</exception>
    public async Task<string?> TryAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        long messageId = 0;
        await ActAsync(
            actor, id, "webhook.try",
            async (db, webhook) =>
            {
                var now = time.GetUtcNow();
                webhook.Try(now);
                var trial = WebhookNotices.Trial(webhook, actor.Name, now).Single();
                await db.AddAsync(trial, cancellationToken);
                messageId = trial.Id;
            },
            cancellationToken);
        await delivery.DeliverAsync(messageId, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<OutboxMessage>().Where(m => m.Id == messageId).Select(m => m.LastError).SingleAsync(cancellationToken);
    }

    private async Task<Webhook> ActAsync(
        Actor actor, long id, string action, Func<PortalDbContext, Webhook, Task> act, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, WebhookScope.Managers, cancellationToken);
        var webhook = await db.Set<Webhook>().Where(WebhookScope.Visible(actor)).SingleOrDefaultAsync(w => w.Id == id, cancellationToken)
            ?? throw new DomainException("webhook.unknown");
        await act(db, webhook);
        Record(db, actor, action, webhook);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("webhook.changed-meanwhile");
        }

        return webhook;
    }

    /// <summary>Told at once where it can be; what a name stands for when a message leaves is looked at again then.</summary>
    private async Task RefusePrivateAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            await sender.ResolveAsync(new Uri(address).IdnHost.Trim('[', ']'), cancellationToken);
        }
        catch (WebhookNotSentException refused)
        {
            throw new DomainException(refused.Message);
        }
        catch (SocketException)
        {
            // A name that is not there yet may come.
        }
    }

    private void Record(PortalDbContext db, Actor actor, string action, Webhook webhook) => Auditing.Record(
        db, actor, action, new AuditSubject("webhook", webhook.Id, webhook.Name), time.GetUtcNow(), after: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["keyId"] = webhook.KeyId,
            ["organizationId"] = webhook.OrganizationId,
            ["name"] = webhook.Name,
            ["address"] = webhook.Address,
            ["enabled"] = webhook.Enabled,
            ["reason"] = webhook.Enabled ? null : webhook.DisabledReason,
        });
}
