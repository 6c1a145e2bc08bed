using Domain;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Registration;

/// <summary><see cref="VisibleRegistrations"/> for queries, as long as the reader's membership stands.</summary>
public static class RegistrationScope
{
    /// <summary>Who fills in, corrects and goes live.</summary>
    internal static readonly Role[] Writers = [Role.ProjectManager, Role.SiteClerk];

    /// <summary>Who suspends and resumes what is live.</summary>
    internal static readonly Role[] Overseers = [Role.CountyOfficer, Role.CityOfficer, Role.OperatorEngineer];

    public static IQueryable<DeviceRegistration> VisibleTo(this IQueryable<DeviceRegistration> registrations, PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        // A page may be older than the end of its reader's membership.
        var standing = Memberships.Standing(db, actor);
        return registrations.Where(_ => standing.Any()).Where(VisibleRegistrations.For(actor, db.Set<Site>()));
    }

    /// <summary>The registration, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">registration.unknown.</exception>
    internal static async Task<DeviceRegistration> RequireAsync(
        this IQueryable<DeviceRegistration> registrations, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await registrations.VisibleTo(db, actor).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) ?? throw new DomainException("registration.unknown");

    /// <summary>The registration of the actor's own contractor, for somebody who may write there.</summary>
    /// <exception cref="DomainException">actor.not-allowed, registration.unknown.</exception>
    internal static async Task<DeviceRegistration> OwnAsync(PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken)
    {
        await Memberships.RequireAtSiteAsync(db, actor, Writers, cancellationToken);
        var contractor = actor.OrganizationId;
        return await db.Set<DeviceRegistration>().Where(r => r.ContractorId == contractor).RequireAsync(db, actor, id, cancellationToken);
    }
}
