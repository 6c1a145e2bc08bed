using Domain.Organizations;

namespace Domain.Notifications;

/// <summary>The ways a message leaves.</summary>
public enum MessageChannel
{
    /// <summary>The bell and the list in the portal.</summary>
    Portal,
    Sms,

    /// <summary>A signed request to an address of the recipient's organization (<see cref="Notifications.Webhook"/>).</summary>
    Webhook,
}

/// <summary>
/// A message saved in the transaction that caused it and delivered by a job afterwards. It goes to one account, to whoever has a role
/// in an organization when it is delivered, or to one of an organization's webhooks.
/// </summary>
public sealed class OutboxMessage
{
    public const int TemplateLength = 60;
    public const int KeyLength = 200;
    public const int ErrorLength = 500;
    public const int LinkLength = 200;

    /// <summary>After so many failures it waits for a person.</summary>
    public const int MaxAttempts = 4;

    public long Id { get; private set; }

    public MessageChannel Channel { get; private set; }

    /// <summary>Null when it is addressed to a role.</summary>
    public long? AccountId { get; private set; }

    /// <summary>Together with <see cref="Role"/>: everyone who has the role there at delivery.</summary>
    public long? OrganizationId { get; private set; }

    public Role? Role { get; private set; }

    /// <summary>The address it goes to; <see cref="Role"/> then says whom the organization's own message was for.</summary>
    public long? WebhookId { get; private set; }

    /// <summary>Name of the text in NotificationTexts; the language is chosen at delivery.</summary>
    public string Template { get; private set; } = "";

    /// <summary>The template's arguments; times as ISO 8601 texts.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Path in the portal that the message is about.</summary>
    public string? Link { get; private set; }

    /// <summary>Unique: a message with the same key is the same message, so a job that runs twice sends it once.</summary>
    public string DeduplicationKey { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null once delivered or given up. Indexed: the delivery job looks here only.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Since when it waits for the day's digest of a person who wants one text message a day; null when it does not go that way.</summary>
    public DateTimeOffset? GatheredAt { get; private set; }

    public string? LastError { get; private set; }

    public long Revision { get; private set; }

    private OutboxMessage()
    {
    }

    public OutboxMessage(MessageChannel channel, Recipient recipient, MessageText text, string deduplicationKey, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(text);
        Channel = channel;
        (AccountId, OrganizationId, Role, WebhookId) = (recipient.AccountId, recipient.OrganizationId, recipient.Role, recipient.WebhookId);
        (Template, Arguments, Link) = (text.Template, text.Arguments, text.Link);
        DeduplicationKey = deduplicationKey;
        CreatedAt = at;
        NextAttemptAt = at;
    }

    public void Delivered(DateTimeOffset at)
    {
        Attempts++;
        DeliveredAt = at;
        NextAttemptAt = null;
        LastError = null;
    }

    /// <summary>Tries again after 1, 4 and 16 minutes, then leaves it to a person.</summary>
    public void Failed(string error, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(error);
        Attempts++;
        LastError = error.Length > ErrorLength ? error[..ErrorLength] : error;
        NextAttemptAt = Attempts >= MaxAttempts ? null : at + TimeSpan.FromMinutes(Math.Pow(4, Attempts - 1));
    }

    /// <summary>Trying again is of no use: it waits for a person at once.</summary>
    public void GivenUp(string error, DateTimeOffset at)
    {
        Failed(error, at);
        NextAttemptAt = null;
    }

    /// <summary>Puts it aside for the day's digest.</summary>
    public void Gathered(DateTimeOffset at)
    {
        GatheredAt = at;
        NextAttemptAt = null;
    }

    /// <summary>A person sends it again.</summary>
    /// <exception cref="DomainException">message.already-delivered, message.gathered.</exception>
    public void Resend(DateTimeOffset at)
    {
        if (DeliveredAt is not null) throw new DomainException("message.already-delivered");
        if (GatheredAt is not null) throw new DomainException("message.gathered");
        Attempts = 0;
        NextAttemptAt = at;
    }
}

/// <summary>Whom a message is for.</summary>
public sealed record Recipient
{
    public long? AccountId { get; private init; }
    public long? OrganizationId { get; private init; }
    public Role? Role { get; private init; }
    public long? WebhookId { get; private init; }

    public static Recipient Account(long accountId) => new() { AccountId = accountId };

    public static Recipient Holders(long organizationId, Role role) => new() { OrganizationId = organizationId, Role = role };

    /// <param name="webhook">Where it goes.</param>
    /// <param name="role">Whom in the organization it is for; null when it is about the webhook itself.</param>
    public static Recipient Webhook(Webhook webhook, Role? role) => new() { OrganizationId = webhook.OrganizationId, Role = role, WebhookId = webhook.Id };
}

/// <summary>What a message says, in no language yet.</summary>
/// <param name="Template">Name of the text.</param>
/// <param name="Link">Path in the portal.</param>
/// <param name="Arguments">In the order of the text's places.</param>
public sealed record MessageText(string Template, string? Link, params IReadOnlyList<string> Arguments);
