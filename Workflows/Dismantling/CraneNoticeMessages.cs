using System.Globalization;
using Domain.Dismantling;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Dismantling;

/// <summary>What the contractor and the supervisor are told besides the items in their inboxes.</summary>
internal static class CraneNoticeMessages
{
    public static IEnumerable<OutboxMessage> Registered(CraneNotice notice, DateTimeOffset at) => Concerned(notice, "crane.registered", at);

    public static IEnumerable<OutboxMessage> Refused(CraneNotice notice, string reason, DateTimeOffset at) => Concerned(notice, "crane.refused", at, reason);

    public static IEnumerable<OutboxMessage> Revoked(CraneNotice notice, DateTimeOffset at) => Concerned(notice, "crane.revoked", at, notice.RevokedReason!);

    /// <param name="notice">With its site's participants.</param>
    /// <param name="template">Of the text.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="arguments">After number and site.</param>
    private static IEnumerable<OutboxMessage> Concerned(CraneNotice notice, string template, DateTimeOffset at, params string[] arguments)
    {
        var text = new MessageText(template, "/cases/" + CraneNoticeScope.BusinessKey(notice.Id), [notice.Number!, notice.Site.Name, .. arguments]);
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{notice.Id}");
        var contractor = Recipient.Holders(notice.ContractorId, Role.ProjectManager);
        yield return new OutboxMessage(MessageChannel.Portal, contractor, text, key + ":c", at);
        yield return new OutboxMessage(MessageChannel.Sms, contractor, text, key + ":c:sms", at);
        if (notice.Site.ParticipantId(OrganizationKind.Supervisor) is { } supervisor)
            yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(supervisor, Role.SupervisionEngineer), text, key + ":j", at);
    }
}
