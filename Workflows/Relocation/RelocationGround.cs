using Domain.Calendar;
using Domain.Devices;
using Domain.Dismantling;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Supervision;

namespace Workflows.Relocation;

/// <summary>Reads what a relocation or removal stands on: the site's devices, other applications, and the notices of cranes and supervision.</summary>
internal static class RelocationGround
{
    /// <param name="db">The context of the action.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="applicationId">The application itself, which does not stand in its own way.</param>
    /// <param name="now">When it is asked, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RelocationFacts> ReadAsync(PortalDbContext db, long siteId, long? applicationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = WorkingCalendar.ShanghaiDate(now);
        var devices = await db.Set<Device>().AsNoTracking().Where(d => d.SiteId == siteId).OrderBy(d => d.ApplicationId).ThenBy(d => d.RegistrationId).ThenBy(d => d.Ordinal)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.Position,
                d.Kind,
                d.SupplierId,
                d.RemovedAt,
                Served = d.ServicePeriods.Any(),
                InService = d.ServicePeriods.Any(p => p.Until == null || p.Until > now),
            }).ToListAsync(cancellationToken);
        var busy = await (
            from item in db.Set<RelocationItem>()
            join application in db.Set<RelocationApplication>() on item.ApplicationId equals application.Id
            where application.SiteId == siteId && application.Id != applicationId && item.ClaimedDeviceId != null
            select new { item.DeviceId, application.Number }).ToDictionaryAsync(b => b.DeviceId, b => b.Number, cancellationToken);
        return new RelocationFacts
        {
            Today = today,
            Devices = [.. devices.Select(d => new MovableDevice(
                d.Id, d.Code, d.Position, d.Kind, d.SupplierId, d.RemovedAt is not null || !d.Served, d.InService, busy.GetValueOrDefault(d.Id)))],
            CraneNotice = await db.Set<CraneNotice>().AnyAsync(n => n.SiteId == siteId && n.Status == CraneNoticeStatus.Registered, cancellationToken),
            Standstill = await SupervisionStandings.InForceAsync(db, siteId, today, cancellationToken),
        };
    }
}
