using System.Globalization;
using Domain.Engine;
using Domain.Notifications;

namespace Workflows.Cases;

/// <summary>What is said about an item or a case at the wish of a person.</summary>
internal static class ItemNotices
{
    public static IEnumerable<OutboxMessage> Transferred(WorkItem item, string by, string? note, int occasion, DateTimeOffset at) =>
        ToHolder(item, "work-item.transferred", by, note, string.Create(CultureInfo.InvariantCulture, $"transferred:{item.InstanceId}:{occasion}"), at);

    public static IEnumerable<OutboxMessage> Urged(WorkItem item, string by, string? note, DateTimeOffset at) =>
        ToHolder(item, "work-item.urged", by, note, string.Create(CultureInfo.InvariantCulture, $"urged:{item.Id}:{at:yyyyMMddHHmmss}"), at);

    /// <summary>In the portal alone: nobody has to act.</summary>
    public static IEnumerable<OutboxMessage> Copied(ProcessInstance instance, string subject, long accountId, string by, string? note, DateTimeOffset at)
    {
        var text = new MessageText("case.copied", "/cases/" + instance.BusinessKey, subject, by, note ?? "");
        var key = string.Create(CultureInfo.InvariantCulture, $"copied:{instance.Id}:{instance.HistoryCount}:{accountId}");
        yield return new OutboxMessage(MessageChannel.Portal, Recipient.Account(accountId), text, key, at);
    }

    private static IEnumerable<OutboxMessage> ToHolder(WorkItem item, string template, string by, string? note, string key, DateTimeOffset at)
    {
        var to = item.ToHolder();
        var text = new MessageText(template, "/cases/" + item.BusinessKey, item.DefinitionKey, item.NodeId, item.Subject, by, note ?? "");
        yield return new OutboxMessage(MessageChannel.Portal, to, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, to, text, key + ":sms", at);
    }
}
