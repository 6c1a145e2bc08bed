using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Engine.Shell;

/// <summary>Who is told at once that something waits: those who do not sit before the inbox all day.</summary>
internal static class NewItemNotice
{
    /// <summary>The messages about a new item; none for officials and the operator, whose inbox is their working place.</summary>
    public static IEnumerable<OutboxMessage> For(WorkItem item)
    {
        if (item.Role is Role.CountyOfficer or Role.CityOfficer or Role.OperatorEngineer) yield break;
        var text = new MessageText("work-item.new", "/cases/" + item.BusinessKey, item.DefinitionKey, item.NodeId, item.Subject, Iso(item.DueAt));
        var recipient = item.ToHolder();
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"new:{item.InstanceId}:{item.TokenId}");
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, item.OpenedAt);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", item.OpenedAt);
    }

    internal static string Iso(DateTimeOffset? at) => at?.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
