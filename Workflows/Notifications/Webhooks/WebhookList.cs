using System.Globalization;
using System.Linq.Expressions;
using Domain;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Notifications.Webhooks;

/// <summary>Reads of webhooks and of what went to them, and sending it again; never of secrets.</summary>
public sealed class WebhookList(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<WebhookRow>> ListAsync(Actor actor, WebhookQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await OpenAsync(actor, cancellationToken);
        var webhooks = db.Set<Webhook>().AsNoTracking().Where(WebhookScope.Visible(actor));
        if (query.Enabled is { } enabled) webhooks = webhooks.Where(w => w.Enabled == enabled);
        if (!string.IsNullOrWhiteSpace(query.Organization))
        {
            var like = LikePattern.Containing(query.Organization.Trim());
            webhooks = webhooks.Where(w => db.Set<Organization>().Any(o => o.Id == w.OrganizationId && EF.Functions.Like(o.Name, like, LikePattern.Escape)));
        }

        var rows = await Rows(db, webhooks.OrderByDescending(w => w.CreatedAt).ThenByDescending(w => w.Id).Skip(query.Page.Skip).Take(query.Page.Size))
            .ToListAsync(cancellationToken);
        return new PageOf<WebhookRow>([.. rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id)], await webhooks.CountAsync(cancellationToken));
    }

    /// <exception cref="DomainException">actor.not-allowed, webhook.unknown.</exception>
    public async Task<WebhookRow> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(actor, cancellationToken);
        return await Rows(db, db.Set<Webhook>().AsNoTracking().Where(WebhookScope.Visible(actor)).Where(w => w.Id == id)).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("webhook.unknown");
    }

    /// <summary>What went or is to go there, the newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<MessageRow>> MessagesAsync(
        Actor actor, long id, MessageState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await OpenAsync(actor, cancellationToken);
        var messages = OutboxMessages.In(state, Messages(db, actor, id).AsNoTracking());
        var rows = await messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip(page.Skip).Take(page.Size).ToListAsync(cancellationToken);
        return new PageOf<MessageRow>([.. rows.Select(m => OutboxMessages.Row(m, "", CultureInfo.CurrentUICulture))], await messages.CountAsync(cancellationToken));
    }

    /// <summary>Puts messages that were given up in line again: one, or all of the webhook.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="DomainException">actor.not-allowed, webhook.unknown, webhook.disabled, message.changed-meanwhile.</exception>
    public async Task<int> ResendAsync(Actor actor, long id, long? messageId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(actor, cancellationToken);
        var enabled = await db.Set<Webhook>().Where(WebhookScope.Visible(actor)).Where(w => w.Id == id).Select(w => (bool?)w.Enabled).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException("webhook.unknown");
        if (!enabled) throw new DomainException("webhook.disabled");
        var messages = Messages(db, actor, id).Where(m => m.DeliveredAt == null);
        messages = messageId is { } one ? messages.Where(m => m.Id == one) : OutboxMessages.In(MessageState.Failed, messages).Where(m => m.Template != WebhookNotices.TrialTemplate);
        var found = await messages.ToListAsync(cancellationToken);
        foreach (var message in found) message.Resend(time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("message.changed-meanwhile");
        }

        return found.Count;
    }

    private static IQueryable<OutboxMessage> Messages(PortalDbContext db, Actor actor, long id)
    {
        var visible = db.Set<Webhook>().Where(WebhookScope.Visible(actor));
        return db.Set<OutboxMessage>().Where(m => m.WebhookId == id && visible.Any(w => w.Id == id));
    }

    private static IQueryable<WebhookRow> Rows(PortalDbContext db, IQueryable<Webhook> webhooks) =>
        webhooks.Join(db.Set<Organization>(), w => w.OrganizationId, o => o.Id, Row);

    private static readonly Expression<Func<Webhook, Organization, WebhookRow>> Row = (w, o) => new WebhookRow(
        w.Id, w.KeyId, w.Name, w.Address, w.OrganizationId, o.Name, w.Enabled, w.CreatedAt, w.CreatedByName, w.DisabledAt, w.DisabledByName, w.DisabledReason,
        w.FailuresInARow, w.FailingSince, w.LastSuccessAt);

    private async Task<PortalDbContext> OpenAsync(Actor actor, CancellationToken cancellationToken)
    {
        var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await Memberships.RequireAsync(db, actor, WebhookScope.Managers, cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
