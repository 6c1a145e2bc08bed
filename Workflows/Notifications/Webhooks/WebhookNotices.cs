using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Notifications.Webhooks;

/// <summary>Messages about webhooks themselves.</summary>
internal static class WebhookNotices
{
    public const string TrialTemplate = "webhook.trial";

    /// <summary>What a person sends to see whether it arrives.</summary>
    public static IEnumerable<OutboxMessage> Trial(Webhook webhook, string by, DateTimeOffset at)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{TrialTemplate}:{webhook.Id}:{at.UtcTicks}");
        yield return new OutboxMessage(MessageChannel.Webhook, Recipient.Webhook(webhook, role: null), new MessageText(TrialTemplate, Link(webhook), by), key, at);
    }

    /// <summary>It disabled itself: the unit's people are told.</summary>
    public static IEnumerable<OutboxMessage> Disabled(Webhook webhook, OrganizationKind kind, DateTimeOffset at)
    {
        // Who can mend it; where only administrators can, whoever misses the messages.
        var managers = Roles.Of(kind).Where(role => WebhookScope.Managers.Contains(role)).ToList();
        var text = new MessageText("webhook.disabled-itself", managers.Count > 0 ? Link(webhook) : null, webhook.Name);
        foreach (var role in managers.Count > 0 ? managers : Roles.Of(kind))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"webhook.disabled-itself:{webhook.Id}:{at.UtcTicks}:{role}");
            yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(webhook.OrganizationId, role), text, key, at);
        }
    }

    private static string Link(Webhook webhook) => string.Create(CultureInfo.InvariantCulture, $"/webhooks/{webhook.Id}");
}
