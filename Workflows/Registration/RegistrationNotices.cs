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

    internal static MessageText Text(string template, DeviceRegistration registration, params string[] more) => new(
        template, string.Create(CultureInfo.InvariantCulture, $"/registrations/{registration.Id}"), [registration.PointName!, registration.AccessNumber!, .. more]);
}
