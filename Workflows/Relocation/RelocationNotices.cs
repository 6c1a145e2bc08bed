using System.Globalization;
using Domain.Devices;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Relocation;

/// <summary>Whom an application concerns besides those whose step it is: the suppliers of the devices, and the supervisor.</summary>
internal sealed record RelocationReaders(IReadOnlyList<long> Suppliers, long? Supervisor);

/// <summary>What those concerned are told besides the items in their inboxes.</summary>
internal static class RelocationNotices
{
    /// <param name="db">The context of the action.</param>
    /// <param name="application">With its items and its site's participants.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RelocationReaders> ReadersAsync(PortalDbContext db, RelocationApplication application, CancellationToken cancellationToken)
    {
        var devices = application.Items.Select(i => i.DeviceId).ToList();
        var suppliers = await db.Set<Device>().Where(d => devices.Contains(d.Id)).Select(d => d.SupplierId).Distinct().OrderBy(id => id).ToListAsync(cancellationToken);
        return new RelocationReaders(suppliers, application.Site.ParticipantId(OrganizationKind.Supervisor));
    }

    public static IEnumerable<OutboxMessage> Submitted(RelocationApplication application, RelocationReaders readers, DateTimeOffset at) =>
        ToReaders(application, readers, Text(application, "relocation.submitted", Count(application)), at);

    /// <summary>It has taken effect: a relocation with the day until which the devices do not count, a removal with whether the site has left.</summary>
    public static IEnumerable<OutboxMessage> Done(RelocationApplication application, RelocationReaders readers, bool siteLeft, DateTimeOffset at)
    {
        var text = application.Kind == RelocationKind.Relocation
            ? Text(application, "relocation.moved", Count(application), Iso(application.Form.ReconnectionDate))
            : Text(application, "relocation.removed", Count(application), siteLeft ? application.Site.Name : "");
        return ToContractor(application, text, at).Concat(ToReaders(application, readers, text, at));
    }

    public static IEnumerable<OutboxMessage> Refused(RelocationApplication application, RelocationReaders readers, string reason, DateTimeOffset at)
    {
        var text = Text(application, "relocation.refused", reason);
        return ToContractor(application, text, at).Concat(ToReaders(application, readers, text, at));
    }

    private static MessageText Text(RelocationApplication application, string template, params string[] arguments) =>
        new(template, "/cases/" + RelocationScope.BusinessKey(application.Id), [application.Number!, application.Site.Name, .. arguments]);

    private static string Count(RelocationApplication application) => application.Items.Count.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<OutboxMessage> ToContractor(RelocationApplication application, MessageText text, DateTimeOffset at)
    {
        var contractor = Recipient.Holders(application.ContractorId, Role.ProjectManager);
        yield return new OutboxMessage(MessageChannel.Portal, contractor, text, Key(application, text) + ":c", at);
        yield return new OutboxMessage(MessageChannel.Sms, contractor, text, Key(application, text) + ":c:sms", at);
    }

    private static IEnumerable<OutboxMessage> ToReaders(RelocationApplication application, RelocationReaders readers, MessageText text, DateTimeOffset at)
    {
        foreach (var supplier in readers.Suppliers)
            yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(supplier, Role.SupplierStaff), text, string.Create(CultureInfo.InvariantCulture, $"{Key(application, text)}:s{supplier}"), at);
        if (readers.Supervisor is { } supervisor)
            yield return new OutboxMessage(MessageChannel.Portal, Recipient.Holders(supervisor, Role.SupervisionEngineer), text, Key(application, text) + ":j", at);
    }

    private static string Key(RelocationApplication application, MessageText text) => string.Create(CultureInfo.InvariantCulture, $"{text.Template}:{application.Id}");
}
