using System.Globalization;
using Domain;
using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Notifications;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>Failed, and will be tried again by itself.</summary>
    Retrying,

    /// <summary>Given up: a person has to send it again.</summary>
    Failed,

    /// <summary>Waits for the day's digest.</summary>
    Gathered,
    Delivered,
}

/// <summary>A message of the outbox.</summary>
/// <param name="Id">For sending it again.</param>
/// <param name="Channel">The way it leaves.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RecipientName">The person, or the organization.</param>
/// <param name="Role">The role in that organization; null for a person.</param>
/// <param name="Text">In the language of the page.</param>
/// <param name="Link">What it is about.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NextAttemptAt">When it is tried next, UTC; null when it is not.</param>
/// <param name="DeliveredAt">UTC; null while undelivered.</param>
/// <param name="Error">Why the last attempt failed, in the language of the page or the carrier's words.</param>
public sealed record MessageRow(
    long Id, MessageChannel Channel, MessageState State, string RecipientName, Role? Role, string Text, string? Link, DateTimeOffset CreatedAt, int Attempts,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt, string? Error);

/// <summary>
/// The outbox as those see it who keep it running: administrators all of it, the operator's engineers what is about cases of sites they see.
/// </summary>
public sealed class OutboxMessages(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const string CasePath = "/cases/";

    private static readonly Role[] Keepers = [Role.Administrator, Role.OperatorEngineer];

    /// <summary>The newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<MessageRow>> ListAsync(
        Actor actor, MessageState? state, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var messages = In(state, Visible(db, actor).AsNoTracking());
        var rows = await messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip(page.Skip).Take(page.Size)
            .Select(m => new
            {
                Message = m,
                Name = m.AccountId != null
                    ? db.Set<Account>().Where(a => a.Id == m.AccountId).Select(a => a.DisplayName).FirstOrDefault()
                    : db.Set<Organization>().Where(o => o.Id == m.OrganizationId).Select(o => o.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var language = CultureInfo.CurrentUICulture;
        return new PageOf<MessageRow>([.. rows.Select(r => Row(r.Message, r.Name ?? "", language))], await messages.CountAsync(cancellationToken));
    }

    /// <summary>How many a person has to look after: given up.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<int> FailedAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        return await In(MessageState.Failed, Visible(db, actor)).CountAsync(cancellationToken);
    }

    /// <summary>Puts a message that was given up, or waits for its next attempt, in line at once.</summary>
    /// <exception cref="DomainException">actor.not-allowed, message.unknown, message.already-delivered, message.gathered, message.changed-meanwhile.</exception>
    public async Task ResendAsync(Actor actor, long messageId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var message = await Visible(db, actor).SingleOrDefaultAsync(m => m.Id == messageId, cancellationToken) ?? throw new DomainException("message.unknown");
        message.Resend(time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("message.changed-meanwhile");
        }
    }

    private static IQueryable<OutboxMessage> Visible(PortalDbContext db, Actor actor)
    {
        var messages = db.Set<OutboxMessage>();
        if (actor.Role == Role.Administrator) return messages;
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return messages.Where(m => m.Link != null && m.Link.StartsWith(CasePath) && db.Set<ProcessInstance>()
            .Any(i => i.BusinessKey == m.Link.Substring(CasePath.Length) && sites.Any(s => s.Id == i.SiteId)));
    }

    internal static IQueryable<OutboxMessage> In(MessageState? state, IQueryable<OutboxMessage> messages) => state switch
    {
        MessageState.Waiting => messages.Where(m => m.NextAttemptAt != null && m.Attempts == 0),
        MessageState.Retrying => messages.Where(m => m.NextAttemptAt != null && m.Attempts > 0),
        MessageState.Failed => messages.Where(m => m.NextAttemptAt == null && m.DeliveredAt == null && m.GatheredAt == null),
        MessageState.Gathered => messages.Where(m => m.GatheredAt != null && m.DeliveredAt == null),
        MessageState.Delivered => messages.Where(m => m.DeliveredAt != null),
        _ => messages,
    };

    internal static MessageRow Row(OutboxMessage m, string name, CultureInfo language)
    {
        var state = (m.DeliveredAt, m.GatheredAt, m.NextAttemptAt, m.Attempts) switch
        {
            (not null, _, _, _) => MessageState.Delivered,
            (_, not null, _, _) => MessageState.Gathered,
            (_, _, null, _) => MessageState.Failed,
            (_, _, _, 0) => MessageState.Waiting,
            _ => MessageState.Retrying,
        };
        return new MessageRow(
            m.Id, m.Channel, state, name, m.Role, MessageTexts.Render(m.Template, m.Arguments, language), m.Link, m.CreatedAt, m.Attempts,
            m.NextAttemptAt, m.DeliveredAt, m.LastError is { } error ? MessageTexts.Error(error, language) : null);
    }
}
