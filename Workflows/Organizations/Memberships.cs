using Domain;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Leave;

namespace Workflows.Organizations;

/// <summary>Checks at the action that an actor still is who the page believed: a circuit outlives a changed role.</summary>
public static class Memberships
{
    /// <summary>
    /// The membership that the actor claims, if it stands now; empty otherwise. For use inside other queries. A stand-in's is that of the absent
    /// person, while the leave runs (<see cref="RunningLeaves"/>); what is read with it must also be of the visible sites.
    /// </summary>
    public static IQueryable<Membership> Standing(PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        var (id, organization, role) = (actor.MembershipId, actor.OrganizationId, actor.Role);
        var claimed = db.Set<Membership>().Where(m => m.Id == id && m.OrganizationId == organization && m.Role == role && m.Active && m.Organization.Enabled);
        var account = actor.AccountId;
        if (actor.StandIn is not { } standIn) return claimed.Where(m => m.AccountId == account && db.Set<Account>().Any(a => a.Id == account && a.Enabled));
        var running = RunningLeaves.Of(db, account, standIn.Clock.GetUtcNow());
        return claimed.Where(m => running.Any(l => l.Id == standIn.LeaveId && l.SiteId == standIn.SiteId && l.MembershipId == m.Id));
    }

    /// <summary>The sites that the actor sees; none when the membership no longer stands, as a page may be older than its end.</summary>
    public static IQueryable<Site> Sites(PortalDbContext db, Actor actor)
    {
        var standing = Standing(db, actor);
        return db.Set<Site>().Where(VisibleSites.For(actor)).Where(_ => standing.Any());
    }

    /// <summary>
    /// Refuses unless the membership stands now and the role is one of <paramref name="roles"/>. For what a unit decides beyond a single site: a
    /// stand-in, who acts at one site only, is refused.
    /// </summary>
    /// <exception cref="DomainException">actor.not-allowed, actor.stand-in.</exception>
    public static Task RequireAsync(PortalDbContext db, Actor actor, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.StandIn is not null) throw new DomainException("actor.stand-in");
        return RequireAtSiteAsync(db, actor, roles, cancellationToken);
    }

    /// <summary>As <see cref="RequireAsync"/>, for stand-ins too: the caller takes everything that it touches from the visible sites.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public static async Task RequireAtSiteAsync(PortalDbContext db, Actor actor, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!roles.Contains(actor.Role) || !await Standing(db, actor).AnyAsync(cancellationToken)) throw new DomainException("actor.not-allowed");
    }
}
