using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Supervision;

namespace Workflows.Supervision;

/// <summary>Who is told of a notice besides those whose inbox has its steps.</summary>
internal static class SupervisionMessages
{
    /// <summary>The contractor.</summary>
    public static IEnumerable<OutboxMessage> Issued(SupervisionNotice notice, SupervisionKind kind, string site, string number, DateTimeOffset at) =>
        ToContractor(notice, $"supervision.issued-{kind}", site, number, at);

    /// <summary>Supervisor and suppliers; the latter do not read the papers, and must know why their devices are not counted, or are again.</summary>
    public static IEnumerable<OutboxMessage> IssuedFor(
        SupervisionNotice notice, SupervisionKind kind, string site, string number, long organizationId, Role role, DateTimeOffset at)
    {
        var link = role == Role.SupplierStaff ? string.Create(CultureInfo.InvariantCulture, $"/sites/{notice.SiteId}") : Link(notice);
        var text = new MessageText($"supervision.issued-{kind}", link, site, number);
        yield return new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(organizationId, role), text, string.Create(CultureInfo.InvariantCulture, $"supervision:{notice.Id}:issued:{organizationId}"), at);
    }

    public static IEnumerable<OutboxMessage> Refused(SupervisionNotice notice, string site, string reason, DateTimeOffset at) =>
        ToContractor(notice, "supervision.refused", site, reason, at);

    private static IEnumerable<OutboxMessage> ToContractor(SupervisionNotice notice, string template, string site, string argument, DateTimeOffset at)
    {
        var text = new MessageText(template, Link(notice), site, argument);
        var contractor = Recipient.Holders(notice.ContractorId, Role.ProjectManager);
        var key = string.Create(CultureInfo.InvariantCulture, $"supervision:{notice.Id}:{template}");
        yield return new OutboxMessage(MessageChannel.Portal, contractor, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, contractor, text, key + ":sms", at);
    }

    private static string Link(SupervisionNotice notice) => "/cases/" + SupervisionScope.BusinessKey(notice.Id);
}
