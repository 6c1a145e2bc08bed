using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Devices;

namespace Workflows.Dust;

/// <summary>Which dust monitors an actor sees: devices of that kind, with the scope of all devices.</summary>
internal static class MonitorScope
{
    public static IQueryable<Device> Of(PortalDbContext db, Actor actor) => db.DevicesOf(actor).Where(d => d.Kind == DeviceKind.DustMonitor);

    /// <exception cref="DomainException">device.unknown: there is none, or none that the actor sees.</exception>
    public static async Task<MonitorHead> HeadAsync(PortalDbContext db, Actor actor, long deviceId, CancellationToken cancellationToken) =>
        await Heads(db, Of(db, actor).Where(d => d.Id == deviceId)).SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException("device.unknown");

    public static IQueryable<MonitorHead> Heads(PortalDbContext db, IQueryable<Device> monitors) =>
        from device in monitors
        join site in db.Set<Site>() on device.SiteId equals site.Id
        join supplier in db.Set<Organization>() on device.SupplierId equals supplier.Id
        orderby site.Name, device.Ordinal, device.Id
        select new MonitorHead(device.Id, device.Code, device.Position, device.Brand, device.Model, site.Id, site.Name, site.RegionCode, supplier.Id, supplier.Name);
}

/// <summary>Which monitor, and where.</summary>
public sealed record MonitorHead(
    long DeviceId, string Code, string Position, string Brand, string Model, long SiteId, string SiteName, string RegionCode, long SupplierId, string SupplierName);
