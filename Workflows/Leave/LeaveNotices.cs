using System.Globalization;
using Domain.Leave;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Sites;
using Workflows.Engine.Shell;

namespace Workflows.Leave;

/// <summary>What the two people, their unit, the owner and the regulator are told of a leave, besides the items in their inboxes.</summary>
internal static class LeaveNotices
{
    public const string GrantedText = "leave.granted";
    public const string StandInText = "leave.stand-in";
    public const string RefusedText = "leave.refused";
    public const string EndingText = "leave.ending";
    public const string EndedText = "leave.ended";
    public const string OverdueText = "leave.overdue";
    public const string NotBackText = "leave.not-back";

    public static IEnumerable<OutboxMessage> Granted(LeaveRequest leave, string site, DateTimeOffset at) =>
    [
        .. Both(leave, GrantedText, Recipient.Account(leave.AccountId), "", at, site, leave.Number, Iso(leave.From), Iso(leave.To), leave.StandInName),
        .. Both(leave, StandInText, Recipient.Account(leave.StandInAccountId), "", at, site, leave.PersonName, Iso(leave.From), Iso(leave.To)),
    ];

    public static IEnumerable<OutboxMessage> Refused(LeaveRequest leave, string site, string reason, DateTimeOffset at) =>
        Both(leave, RefusedText, Recipient.Account(leave.AccountId), "", at, site, leave.Number, reason);

    public static IEnumerable<OutboxMessage> Ending(LeaveRequest leave, string site, DateTimeOffset at) =>
        Both(leave, EndingText, Recipient.Account(leave.AccountId), "", at, site, leave.Number, Iso(leave.To));

    public static IEnumerable<OutboxMessage> Ended(LeaveRequest leave, string site, DateTimeOffset due, DateTimeOffset at) =>
        Both(leave, EndedText, Recipient.Account(leave.AccountId), "", at, site, leave.Number, Iso(due));

    /// <param name="occasion">The refused return; each is told of.</param>
    public static IEnumerable<OutboxMessage> NotBack(LeaveRequest leave, string site, string reason, long occasion, DateTimeOffset at) =>
        Both(leave, NotBackText, Recipient.Account(leave.AccountId), occasion.ToString(CultureInfo.InvariantCulture), at, site, leave.Number, reason);

    public static IEnumerable<OutboxMessage> Overdue(LeaveRequest leave, string site, long? ownerId, long? countyId, DateTimeOffset due, DateTimeOffset at)
    {
        IEnumerable<(Recipient Whom, string Key)> all =
        [
            (Recipient.Account(leave.AccountId), "person"),
            (Recipient.Holders(leave.UnitId, KeyPosts.RoleOf(leave.Post)), "unit"),
            .. ownerId is { } owner ? [(Recipient.Holders(owner, Role.OwnerRepresentative), "owner")] : Array.Empty<(Recipient, string)>(),
            .. countyId is { } county ? [(Recipient.Holders(county, Role.CountyOfficer), "county")] : Array.Empty<(Recipient, string)>(),
        ];
        return all.SelectMany(to => Both(leave, OverdueText, to.Whom, to.Key, at, site, leave.Number, leave.PersonName, Iso(leave.To), Iso(due)));
    }

    private static IEnumerable<OutboxMessage> Both(LeaveRequest leave, string template, Recipient recipient, string occasion, DateTimeOffset at, params string[] arguments)
    {
        var text = new MessageText(template, "/cases/" + LeaveScope.BusinessKey(leave.Id), arguments);
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{leave.Id}:{occasion}");
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", at);
    }

    private static string Iso(DateTimeOffset at) => NewItemNotice.Iso(at);
}
