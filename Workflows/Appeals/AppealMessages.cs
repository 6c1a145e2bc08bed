using System.Globalization;
using Domain.Appeals;
using Domain.Notifications;
using Domain.Organizations;
using Workflows.Consequences;

namespace Workflows.Appeals;

/// <summary>What a supplier is told of its appeal, with the score before and after.</summary>
internal static class AppealMessages
{
    public static IEnumerable<OutboxMessage> Decided(Appeal appeal, DateTimeOffset at) => appeal.Status switch
    {
        AppealStatus.Accepted => Accepted(appeal, at),
        AppealStatus.PartlyAccepted => PartlyAccepted(appeal, at),
        _ => Refused(appeal, at),
    };

    public static IEnumerable<OutboxMessage> Accepted(Appeal appeal, DateTimeOffset at) => ToSupplier(appeal, "appeal.accepted", at, Number(appeal.NewScore));

    public static IEnumerable<OutboxMessage> PartlyAccepted(Appeal appeal, DateTimeOffset at) => ToSupplier(appeal, "appeal.partly-accepted", at, Number(appeal.NewScore));

    public static IEnumerable<OutboxMessage> Refused(Appeal appeal, DateTimeOffset at) => ToSupplier(appeal, "appeal.refused", at);

    private static IEnumerable<OutboxMessage> ToSupplier(Appeal appeal, string template, DateTimeOffset at, params string[] arguments)
    {
        var text = new MessageText(
            template, "/cases/" + AppealScope.BusinessKey(appeal.Id), [ConsequenceMessages.Month(appeal.Month), Number(appeal.Before?.Score), .. arguments]);
        var supplier = Recipient.Holders(appeal.SupplierId, Role.SupplierStaff);
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{appeal.Id}");
        yield return new OutboxMessage(MessageChannel.Portal, supplier, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, supplier, text, key + ":sms", at);
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
