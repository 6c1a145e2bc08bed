using System.Globalization;
using Domain.Notifications;

namespace Workflows.Devices;

/// <summary>Devices of one site that a message is about.</summary>
/// <param name="SiteId">Whose they are.</param>
/// <param name="Site">Its name.</param>
/// <param name="Devices">How many.</param>
/// <param name="Moment">Since when they are offline, or when they came back, UTC.</param>
/// <param name="Positions">Where they stand, as far as a short message says it.</param>
internal sealed record OutageNotice(long SiteId, string Site, int Devices, DateTimeOffset Moment, string Positions);

/// <summary>What suppliers and contractors are told of outages: in the portal and by SMS.</summary>
internal static class OutageNotices
{
    /// <param name="network">All of the site fell silent together.</param>
    /// <param name="notice">What it is about.</param>
    /// <param name="recipient">Who is told.</param>
    /// <param name="at">When it is said.</param>
    public static IEnumerable<OutboxMessage> Offline(bool network, OutageNotice notice, Recipient recipient, DateTimeOffset at) =>
        Both(network ? "device.offline-network" : "device.offline", notice, recipient, at);

    public static IEnumerable<OutboxMessage> Back(OutageNotice notice, Recipient recipient, DateTimeOffset at) => Both("device.back", notice, recipient, at);

    private static IEnumerable<OutboxMessage> Both(string template, OutageNotice notice, Recipient recipient, DateTimeOffset at)
    {
        var text = new MessageText(
            template, string.Create(CultureInfo.InvariantCulture, $"/outages?site={notice.SiteId}"),
            notice.Site, notice.Devices.ToString(CultureInfo.InvariantCulture), notice.Moment.ToString("O", CultureInfo.InvariantCulture), notice.Positions);
        var key = string.Create(CultureInfo.InvariantCulture, $"{template}:{notice.SiteId}:{recipient.OrganizationId}:{at.UtcTicks}");
        yield return new OutboxMessage(MessageChannel.Portal, recipient, text, key, at);
        yield return new OutboxMessage(MessageChannel.Sms, recipient, text, key + ":sms", at);
    }
}
