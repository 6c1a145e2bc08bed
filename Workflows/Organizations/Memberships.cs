using Domain;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Organizations;

/// <summary>Checks at the action that an actor still is who the page believed: a circuit outlives a changed role.</summary>
public static class Memberships
{
    /// <summary>The membership that the actor claims, if it stands now; empty otherwise. For use inside other queries.</summary>
    public static IQueryable<Membership> Standing(PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        var (id, account, organization, role) = (actor.MembershipId, actor.AccountId, actor.OrganizationId, actor.Role);
        return db.Set<Membership>().Where(m => m.Id == id && m.AccountId == account && m.OrganizationId == organization && m.Role == role
            && m.Active && m.Organization.Enabled && db.Set<Account>().Any(a => a.Id == account && a.Enabled));
    }

    /// <summary>Refuses unless the membership stands now and the role is one of <paramref name="roles"/>.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public static async Task RequireAsync(PortalDbContext db, Actor actor, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!roles.Contains(actor.Role) || !await Standing(db, actor).AnyAsync(cancellationToken)) throw new DomainException("actor.not-allowed");
    }
}
