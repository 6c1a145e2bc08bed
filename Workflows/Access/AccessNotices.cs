using System.Globalization;
using Domain.Access;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Access;

/// <summary>What the contractor and the installer are told besides the items in their inboxes.</summary>
internal static class AccessNotices
{
    public static IEnumerable<OutboxMessage> IncompleteDelivery(AccessApplication application, long token, string missing, DateTimeOffset at) =>
        ToSite(application, token, "access.delivery-incomplete", at, application.Number!, missing);

    public static IEnumerable<OutboxMessage> DebuggingResult(AccessApplication application, long token, bool passed, string? note, DateTimeOffset at) =>
        ToSite(application, token, passed ? "access.debugging-passed" : "access.debugging-failed", at, application.Number!, note ?? "");

    public static IEnumerable<OutboxMessage> SlotGiven(AccessApplication application, long slotId, DateOnly day, DateTimeOffset at) =>
        ToSite(application, slotId, "access.slot-given", at, application.Number!, day.ToString("O", CultureInfo.InvariantCulture));

    public static IEnumerable<OutboxMessage> Connected(AccessApplication application, long token, DateTimeOffset at) =>
        ToSite(application, token, "access.connected", at, application.Number!);

    public static IEnumerable<OutboxMessage> Refused(AccessApplication application, long token, string reason, DateTimeOffset at) =>
        ToSite(application, token, "access.refused", at, application.Number!, reason);

    private static IEnumerable<OutboxMessage> ToSite(
        AccessApplication application, long occasion, string template, DateTimeOffset at, params string[] arguments)
    {
        var text = new MessageText(template, "/cases/" + AccessScope.BusinessKey(application.Id), arguments);
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{application.Id}:{occasion}");
        var contractor = Recipient.Holders(application.ContractorId, Role.ProjectManager);
        yield return new OutboxMessage(MessageChannel.Portal, contractor, text, key + ":c", at);
        yield return new OutboxMessage(MessageChannel.Sms, contractor, text, key + ":c:sms", at);
        if (application.SupplierId is { } supplier)
            yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(supplier, Role.SupplierStaff), text, key + ":s", at);
    }
}
