using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Violations;

namespace Workflows.Violations;

/// <summary>What is told about a case, besides the items in inboxes. The violation is whole (ViolationScope.LoadAsync).</summary>
internal static class ViolationNotices
{
    public const string OrderedText = "violation.ordered";
    public const string OverdueText = "violation.overdue";
    public const string RectifiedText = "violation.rectified";
    public const string SanctionedText = "violation.sanctioned";

    /// <summary>The contractor's manager has the item; these are the units that watch over the site.</summary>
    public static IEnumerable<OutboxMessage> Ordered(Violation violation, RectificationOrder order, SiteWatchers watchers, DateTimeOffset at) =>
        watchers.Recipients.SelectMany(to => Portal(violation, OrderedText, to, order.Number, at, order.Number, Iso(order.DueOn)));

    public static IEnumerable<OutboxMessage> Overdue(Violation violation, RectificationOrder order, Role officer, long city, DateTimeOffset at)
    {
        var authority = Recipient.Holders(violation.AuthorityId, officer);
        return
        [
            .. Both(violation, OverdueText, Manager(violation), order.Number, at, order.Number, Iso(order.DueOn)),
            .. Both(violation, OverdueText, authority, order.Number + ":authority", at, order.Number, Iso(order.DueOn)),
            .. violation.AuthorityId == city ? [] : Both(violation, OverdueText, Recipient.Holders(city, Role.CityOfficer), order.Number + ":city", at, order.Number, Iso(order.DueOn)),
        ];
    }

    public static IEnumerable<OutboxMessage> Rectified(Violation violation, RectificationOrder order, SiteWatchers watchers, DateTimeOffset at) =>
    [
        .. Both(violation, RectifiedText, Manager(violation), order.Number, at, order.Number),
        .. watchers.Recipients.SelectMany(to => Portal(violation, RectifiedText, to, order.Number, at, order.Number)),
    ];

    public static IEnumerable<OutboxMessage> Sanctioned(Violation violation, string number, SiteWatchers watchers, DateTimeOffset at) =>
    [
        .. Both(violation, SanctionedText, Manager(violation), "", at, number),
        .. watchers.Recipients.SelectMany(to => Portal(violation, SanctionedText, to, "", at, number)),
    ];

    private static Recipient Manager(Violation violation) => Recipient.Holders(violation.ContractorId, Role.ProjectManager);

    private static IEnumerable<OutboxMessage> Both(
        Violation violation, string template, Recipient recipient, string occasion, DateTimeOffset at, params string[] arguments)
    {
        foreach (var message in Portal(violation, template, recipient, occasion, at, arguments)) yield return message;
        var (text, key) = Said(violation, template, recipient, occasion, arguments);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", at);
    }

    private static IEnumerable<OutboxMessage> Portal(
        Violation violation, string template, Recipient recipient, string occasion, DateTimeOffset at, params string[] arguments)
    {
        var (text, key) = Said(violation, template, recipient, occasion, arguments);
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, at);
    }

    private static (MessageText Text, string Key) Said(Violation violation, string template, Recipient recipient, string occasion, string[] arguments) => (
        new MessageText(template, "/cases/" + ViolationScope.BusinessKey(violation.Id), [violation.Site.Name, .. arguments]),
        string.Create(CultureInfo.InvariantCulture, $"{template}:{violation.Id}:{recipient.OrganizationId}:{occasion}"));

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>The units that watch over a site, as far as it has them.</summary>
internal sealed record SiteWatchers(long? SupervisorId, long? OwnerId)
{
    public static SiteWatchers Of(Violation violation) =>
        new(violation.Site.ParticipantId(OrganizationKind.Supervisor), violation.Site.ParticipantId(OrganizationKind.Owner));

    public IEnumerable<Recipient> Recipients
    {
        get
        {
            if (SupervisorId is { } supervisor) yield return Recipient.Holders(supervisor, Role.SupervisionEngineer);
            if (OwnerId is { } owner) yield return Recipient.Holders(owner, Role.OwnerRepresentative);
        }
    }
}
