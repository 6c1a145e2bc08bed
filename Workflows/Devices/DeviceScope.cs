using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Workflows.Organizations;

namespace Workflows.Devices;

/// <summary>What reads of devices begin with.</summary>
public static class DeviceScope
{
    /// <summary>The devices that the actor may see, as long as its membership stands: a page may be older than its end.</summary>
    public static IQueryable<Device> DevicesOf(this PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        var standing = Memberships.Standing(db, actor);
        return db.Set<Device>().Where(VisibleDevices.For(actor, db.Set<Site>())).Where(_ => standing.Any());
    }
}
