using Domain;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Organizations;

/// <summary>Checks at the action that an actor still is who the page believed: a circuit outlives a changed role.</summary>
public static class Memberships
{
    /// <summary>Refuses unless the membership is active now and the role is one of <paramref name="roles"/>.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public static async Task RequireAsync(PortalDbContext db, Actor actor, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var holds = roles.Contains(actor.Role) && await db.Set<Membership>().AnyAsync(
            m => m.Id == actor.MembershipId && m.AccountId == actor.AccountId && m.OrganizationId == actor.OrganizationId
                && m.Role == actor.Role && m.Active && m.Organization.Enabled,
            cancellationToken);
        if (!holds) throw new DomainException("actor.not-allowed");
    }
}
