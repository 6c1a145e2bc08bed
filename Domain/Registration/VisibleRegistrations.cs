using System.Linq.Expressions;
using Domain.Captures;
using Domain.Organizations;
using Domain.Sites;

namespace Domain.Registration;

/// <summary>
/// Who sees which registrations, and with them their captures: those who see the site (<see cref="VisibleSites"/>), but of suppliers only
/// the one that is named, whoever else works on the site. A draft is its contractor's alone.
/// </summary>
public static class VisibleRegistrations
{
    /// <param name="actor">Who reads.</param>
    /// <param name="sites">All sites, of the same context.</param>
    public static Expression<Func<DeviceRegistration, bool>> For(Actor actor, IQueryable<Site> sites)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(sites);
        var organization = actor.OrganizationId;
        if (actor.OrganizationKind == OrganizationKind.Supplier)
            return registration => registration.State != RegistrationState.Draft && registration.SupplierId == organization;
        var visible = sites.Where(VisibleSites.For(actor));
        if (actor.StandIn is not null)
            return registration => registration.ContractorId == organization && visible.Any(site => site.Id == registration.SiteId);
        return registration => registration.State == RegistrationState.Draft
            ? registration.ContractorId == organization
            : visible.Any(site => site.Id == registration.SiteId);
    }

    /// <summary>
    /// Of a visible registration's captures a supplier sees those that came since it was named: what another one sent is not its to see. Only test
    /// captures can be older, because the supplier stays once the point has gone live.
    /// </summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="registrations">All registrations, of the same context.</param>
    public static Expression<Func<Capture, bool>> Captures(Actor actor, IQueryable<DeviceRegistration> registrations)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(registrations);
        if (actor.OrganizationKind != OrganizationKind.Supplier) return _ => true;
        return capture => !capture.Test || !registrations.Any(r => r.Id == capture.RegistrationId && r.SupplierSince > capture.ReceivedAt);
    }
}
