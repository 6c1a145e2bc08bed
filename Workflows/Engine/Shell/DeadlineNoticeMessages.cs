using System.Globalization;
using Domain.Engine;
using Domain.Notifications;

namespace Workflows.Engine.Shell;

/// <summary>What is said about a deadline, and to whom (domain-rules "Access": overdue at any step).</summary>
internal static class DeadlineNoticeMessages
{
    public const string DayBefore = "deadline.day-before";
    public const string DueDay = "deadline.due-day";
    public const string Overdue = "deadline.overdue";
    public const string Escalated = "deadline.escalated";

    /// <summary>In the portal and by text message to the holders; once it is overdue also to the next level, naming the holder.</summary>
    public static IEnumerable<OutboxMessage> For(WorkItem item, DeadlineNotice stage, string holderName, DateTimeOffset at)
    {
        var template = stage switch
        {
            DeadlineNotice.DayBefore => DayBefore,
            DeadlineNotice.DueDay => DueDay,
            _ => Overdue,
        };
        foreach (var message in Both(item, template, item.ToHolder(), [], at)) yield return message;
        if (stage != DeadlineNotice.Escalation || item is not { EscalationRole: { } role, EscalationOrganizationId: { } organization }) yield break;
        foreach (var message in Both(item, Escalated, Recipient.Holders(organization, role), [holderName], at)) yield return message;
    }

    private static IEnumerable<OutboxMessage> Both(WorkItem item, string template, Recipient recipient, string[] more, DateTimeOffset at)
    {
        var text = new MessageText(
            template, "/cases/" + item.BusinessKey, [item.DefinitionKey, item.NodeId, item.Subject, NewItemNotice.Iso(item.DueAt), .. more]);
        // The deadline is part of the key: one that was moved is spoken of again, one that only seems new because the job runs twice is not.
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{item.Id}:{item.DueAt:yyyyMMddHHmm}");
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", at);
    }
}
