using System.Globalization;
using Domain.Devices;
using Domain.Dust;
using Domain.Notifications;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>Tells the contractor and the county of alarms that open: one message per alarm, whatever the readings do afterwards.</summary>
internal static class AlarmMessages
{
    public static async Task AddAsync(PortalDbContext db, IReadOnlyCollection<(DustAlarm Alarm, Device Device)> opened, CancellationToken cancellationToken)
    {
        if (opened.Count == 0) return;
        var siteIds = opened.Select(o => o.Alarm.SiteId).Distinct().ToList();
        var sites = await db.Set<Site>().AsNoTracking().Include(s => s.Participants).Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        var regions = sites.Values.Select(s => s.RegionCode).Distinct().ToList();
        var counties = await db.Set<Organization>().AsNoTracking()
            .Where(o => o.Kind == OrganizationKind.CountyRegulator && o.Enabled && regions.Contains(o.RegionCode!)).ToListAsync(cancellationToken);
        foreach (var (alarm, device) in opened)
        {
            var site = sites[alarm.SiteId];
            if (site.ParticipantId(OrganizationKind.Contractor) is { } contractor)
                await db.AddRangeAsync(Opened(alarm, site.Name, device.Position, Recipient.Holders(contractor, Role.ProjectManager)), cancellationToken);
            if (counties.Find(o => o.RegionCode == site.RegionCode) is { } county)
                await db.AddRangeAsync(Opened(alarm, site.Name, device.Position, Recipient.Holders(county.Id, Role.CountyOfficer)), cancellationToken);
        }
    }

    public static IEnumerable<OutboxMessage> Opened(DustAlarm alarm, string site, string position, Recipient recipient) =>
    [
        new OutboxMessage(
            MessageChannel.Portal,
            recipient,
            new MessageText(
                "dust.alarm",
                string.Create(CultureInfo.InvariantCulture, $"/dust/{alarm.DeviceId}?quantity={alarm.Quantity}&day={alarm.From.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}"),
                site,
                position,
                alarm.From.ToString("O", CultureInfo.InvariantCulture),
                alarm.Quantity.Symbol(),
                Measured(alarm, alarm.Peak),
                Measured(alarm, alarm.Limit)),
            string.Create(CultureInfo.InvariantCulture, $"dust-alarm:{alarm.DeviceId}:{alarm.Quantity}:{alarm.From.UtcTicks}:{recipient.OrganizationId}"),
            alarm.OpenedAt),
    ];

    private static string Measured(DustAlarm alarm, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {alarm.Quantity.Unit()}");
}
