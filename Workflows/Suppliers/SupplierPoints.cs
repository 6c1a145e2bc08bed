using Domain;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Suppliers;

/// <summary>A point (点位) of a supplier: a registration as its supplier sees it.</summary>
/// <param name="AccessNumber">What its machines name it by; null only in a draft.</param>
public sealed record SupplierPoint(
    long RegistrationId, string? AccessNumber, string SiteName, string RegionCode, string ContractorName, RegistrationState State, DateTimeOffset? LiveAt, int Devices);

/// <summary>The registrations that name a supplier, among those that the reader sees.</summary>
public sealed class SupplierPoints(IDbContextFactory<PortalDbContext> databases)
{
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<SupplierPoint>> ListAsync(Actor actor, long supplierId, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, SupplierScope.Readers, cancellationToken);
        var registrations = db.Set<DeviceRegistration>().AsNoTracking().Where(VisibleRegistrations.For(actor, db.Set<Site>()))
            .Where(r => r.SupplierId == supplierId && r.State != RegistrationState.Draft);
        var total = await registrations.CountAsync(cancellationToken);
        var points =
            from registration in registrations
            join contractor in db.Set<Organization>() on registration.ContractorId equals contractor.Id
            join site in db.Set<Site>() on registration.SiteId equals site.Id
            orderby registration.CreatedAt descending, registration.Id descending
            select new SupplierPoint(
                registration.Id, registration.AccessNumber, site.Name, site.RegionCode, contractor.Name, registration.State, registration.LiveAt,
                db.Set<Device>().Count(d => d.RegistrationId == registration.Id));
        return new PageOf<SupplierPoint>(await points.Skip(page.Skip).Take(page.Size).ToListAsync(cancellationToken), total);
    }
}
