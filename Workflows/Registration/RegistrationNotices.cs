using System.Globalization;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Registration;

namespace Workflows.Registration;

/// <summary>What suppliers and contractors are told.</summary>
internal static class RegistrationNotices
{
    /// <summary>The supplier learns its access number and that test captures are awaited.</summary>
    public static IEnumerable<OutboxMessage> SupplierNamed(DeviceRegistration registration, DateTimeOffset at)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"registration.debugging:{registration.Id}:{registration.SupplierId}:{at.UtcTicks}");
        yield return new OutboxMessage(
            MessageChannel.Portal, Recipient.Holders(registration.SupplierId.GetValueOrDefault(), Role.SupplierStaff), Text("registration.debugging", registration), key, at);
    }

    /// <summary>The supplier is told to send to the endpoint of real captures from now on.</summary>
    public static IEnumerable<OutboxMessage> WentLive(DeviceRegistration registration, string siteNumber, DateTimeOffset at)
    {
        var text = Text("registration.live", registration, siteNumber);
        return ToHolders(text, registration, at, (registration.SupplierId.GetValueOrDefault(), Role.SupplierStaff));
    }

    /// <summary>Supplier and contractor are told why nothing is taken for the time being.</summary>
    public static IEnumerable<OutboxMessage> Suspended(DeviceRegistration registration, string? reason, DateTimeOffset at) =>
        Changed("registration.suspended", registration, reason, at);

    /// <summary>Supplier and contractor are told that captures are taken again.</summary>
    public static IEnumerable<OutboxMessage> Resumed(DeviceRegistration registration, string? reason, DateTimeOffset at) =>
        Changed("registration.resumed", registration, reason, at);

    /// <summary>Supplier and contractor are told that the point is gone for good.</summary>
    public static IEnumerable<OutboxMessage> Removed(DeviceRegistration registration, string? reason, DateTimeOffset at) =>
        Changed("registration.removed", registration, reason, at);

    private static IEnumerable<OutboxMessage> Changed(string template, DeviceRegistration registration, string? reason, DateTimeOffset at) => ToHolders(
        Text(template, registration, reason?.Trim() ?? ""), registration, at,
        (registration.SupplierId.GetValueOrDefault(), Role.SupplierStaff), (registration.ContractorId, Role.ProjectManager));

    private static IEnumerable<OutboxMessage> ToHolders(
        MessageText text, DeviceRegistration registration, DateTimeOffset at, params IEnumerable<(long Organization, Role Role)> holders) =>
        from holder in holders
        from channel in new[] { MessageChannel.Portal, MessageChannel.Sms }
        let key = string.Create(CultureInfo.InvariantCulture, $"{text.Template}:{registration.Id}:{at.UtcTicks}:{holder.Organization}:{channel}")
        select new OutboxMessage(channel, Recipient.Holders(holder.Organization, holder.Role), text, key, at);

    private static MessageText Text(string template, DeviceRegistration registration, params string[] more) => new(
        template, string.Create(CultureInfo.InvariantCulture, $"/registrations/{registration.Id}"), [registration.PointName!, registration.AccessNumber!, .. more]);
}
