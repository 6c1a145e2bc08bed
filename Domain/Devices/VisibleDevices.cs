using System.Linq.Expressions;
using Domain.Organizations;
using Domain.Sites;

namespace Domain.Devices;

/// <summary>
/// Who sees which devices, and with them their intervals, outages and measurements: those who see the site (<see cref="VisibleSites"/>), but
/// of suppliers only the one whose devices they are, whoever else works on the site.
/// </summary>
public static class VisibleDevices
{
    /// <param name="actor">Who reads.</param>
    /// <param name="sites">All sites, of the same context.</param>
    public static Expression<Func<Device, bool>> For(Actor actor, IQueryable<Site> sites)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(sites);
        var organization = actor.OrganizationId;
        if (actor.OrganizationKind == OrganizationKind.Supplier) return device => device.SupplierId == organization;
        var visible = sites.Where(VisibleSites.For(actor));
        return device => visible.Any(site => site.Id == device.SiteId);
    }
}
