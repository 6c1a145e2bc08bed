using System.Globalization;
using Domain.Consequences;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Suppliers;

namespace Workflows.Consequences;

/// <summary>What a supplier is told of its consequences, in the portal and by text message.</summary>
internal static class ConsequenceMessages
{
    /// <summary>With the end of the time to appeal.</summary>
    public static IEnumerable<OutboxMessage> Proposed(Consequence consequence, DateTimeOffset at) =>
        About(consequence, $"consequence.proposed-{consequence.Kind}", at, Number(consequence.Score), Moment(consequence.AppealUntil));

    public static IEnumerable<OutboxMessage> TalkDue(Consequence consequence, DateTimeOffset at) => About(consequence, "consequence.talk-due", at);

    public static IEnumerable<OutboxMessage> Imposed(Consequence consequence, DateTimeOffset at) => consequence.Kind == ConsequenceKind.Blacklist
        ? About(consequence, "consequence.blacklisted", at, Day(consequence.EffectiveFrom))
        : About(consequence, "consequence.suspended", at, Day(consequence.EffectiveFrom), Day(consequence.EffectiveUntil));

    public static IEnumerable<OutboxMessage> SetAside(Consequence consequence, string reason, DateTimeOffset at) => About(consequence, "consequence.set-aside", at, reason);

    public static IEnumerable<OutboxMessage> Withdrawn(Consequence consequence, DateTimeOffset at) => About(consequence, "consequence.withdrawn", at);

    /// <summary>A suspension's last day has passed.</summary>
    public static IEnumerable<OutboxMessage> Ended(SupplierRestriction restriction, string authority, DateTimeOffset at) => ToSupplier(
        restriction.SupplierId,
        new MessageText("supplier.restriction-ended", "/supplier", authority, Day(restriction.Until)),
        string.Create(CultureInfo.InvariantCulture, $"restriction-ended:{restriction.Id}"),
        at);

    private static IEnumerable<OutboxMessage> About(Consequence consequence, string template, DateTimeOffset at, params string[] arguments) => ToSupplier(
        consequence.SupplierId,
        new MessageText(template, "/cases/" + ConsequenceScope.BusinessKey(consequence.Id), [Month(consequence.Month), .. arguments]),
        string.Create(CultureInfo.InvariantCulture, $"{template}:{consequence.Id}"),
        at);

    private static IEnumerable<OutboxMessage> ToSupplier(long supplierId, MessageText text, string key, DateTimeOffset at)
    {
        var supplier = Recipient.Holders(supplierId, Role.SupplierStaff);
        yield return new OutboxMessage(MessageChannel.Portal, supplier, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, supplier, text, key + ":sms", at);
    }

    internal static string Month(int number) => string.Create(CultureInfo.InvariantCulture, $"{number / 100:D4}-{number % 100:D2}");

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
