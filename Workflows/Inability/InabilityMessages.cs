using System.Globalization;
using Domain.Inability;
using Domain.Notifications;
using Domain.Organizations;

namespace Workflows.Inability;

/// <summary>What is told about a statement.</summary>
internal static class InabilityMessages
{
    public static IEnumerable<OutboxMessage> Accepted(InabilityStatement statement, string site, DateTimeOffset at) =>
        ToContractor(statement, "inability.accepted", site, Iso(statement), at);

    public static IEnumerable<OutboxMessage> Refused(InabilityStatement statement, string site, string reason, DateTimeOffset at) =>
        ToContractor(statement, "inability.refused", site, reason, at);

    public static IEnumerable<OutboxMessage> Reminder(InabilityStatement statement, string site, DateTimeOffset at) =>
        ToContractor(statement, "inability.reminder", site, Iso(statement), at);

    /// <summary>The contractor and the county regulator.</summary>
    public static IEnumerable<OutboxMessage> Lapsed(InabilityStatement statement, string site, long county, DateTimeOffset at) =>
        ToContractor(statement, "inability.lapsed", site, Iso(statement), at).Append(new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(county, Role.CountyOfficer), Text(statement, "inability.lapsed", site, Iso(statement)),
            Key(statement, "inability.lapsed") + ":county", at));

    private static IEnumerable<OutboxMessage> ToContractor(InabilityStatement statement, string template, string site, string argument, DateTimeOffset at)
    {
        var text = Text(statement, template, site, argument);
        var contractor = Recipient.Holders(statement.ContractorId, Role.ProjectManager);
        yield return new OutboxMessage(MessageChannel.Portal, contractor, text, Key(statement, template), at);
        yield return new OutboxMessage(MessageChannel.Sms, contractor, text, Key(statement, template) + ":sms", at);
    }

    private static MessageText Text(InabilityStatement statement, string template, string site, string argument) =>
        new(template, "/cases/" + InabilityScope.BusinessKey(statement.Id), site, argument);

    private static string Key(InabilityStatement statement, string template) => string.Create(CultureInfo.InvariantCulture, $"{template}:{statement.Id}");

    private static string Iso(InabilityStatement statement) => statement.PromisedOn.ToString("O", CultureInfo.InvariantCulture);
}
