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

    /// <summary>Asks the installer named now for form 1-4; the key says that each is asked once for an application.</summary>
    public static IEnumerable<OutboxMessage> LetterWanted(AccessApplication application, string site, string contractor, DateTimeOffset at)
    {
        var text = new MessageText("access.letter-wanted", "/cases/" + AccessScope.BusinessKey(application.Id), site, contractor);
        // No short message: an installer may be picked by mistake and changed the next moment.
        yield return new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(application.SupplierId.GetValueOrDefault(), Role.SupplierStaff), text, LetterKey(application), at);
    }

    public static string LetterKey(AccessApplication application) =>
        string.Create(CultureInfo.InvariantCulture, $"access.letter-wanted:{application.Id}:{application.SupplierId}");

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
