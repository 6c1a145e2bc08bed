using System.Runtime.CompilerServices;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Workflows.Organizations;

namespace Workflows.Engine.Shell;

/// <summary>
/// The one read of a step: item, instance, and whether the person still may. Compiled, because every step begins with it and building it
/// anew costs as much as running it. The condition is that of <c>Memberships.Standing</c>, which a compiled query cannot call.
/// </summary>
internal static class HoldQuery
{
    /// <summary>A compiled query belongs to one model, and there is one for each server.</summary>
    private static readonly ConditionalWeakTable<IModel, Compiled> Queries = [];

    /// <summary>The item, if it is the actor's and the actor's membership stands; null otherwise.</summary>
    public static Task<Found?> RunAsync(PortalDbContext db, long workItemId, Actor actor, CancellationToken cancellationToken) => actor.StandIn is { } standIn
        ? OfStandInAsync(db, workItemId, actor, standIn.SiteId, cancellationToken)
        : Queries.GetValue(db.Model, _ => new Compiled()).Run(
            db, workItemId, actor.OrganizationId, actor.Role, actor.MembershipId, actor.AccountId, cancellationToken);

    /// <summary>A stand-in's items are those of the absent person's role at the one site; too rare to be compiled.</summary>
    private static Task<Found?> OfStandInAsync(PortalDbContext db, long workItemId, Actor actor, long siteId, CancellationToken cancellationToken)
    {
        var (organization, role) = (actor.OrganizationId, actor.Role);
        var standing = Memberships.Standing(db, actor);
        return (
            from item in db.Set<WorkItem>()
            join instance in db.Set<ProcessInstance>() on item.InstanceId equals instance.Id
            where item.Id == workItemId && item.OrganizationId == organization && item.Role == role && item.SiteId == siteId && standing.Any()
            select new Found(item, instance)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Both are tracked.</summary>
    public sealed record Found(WorkItem Item, ProcessInstance Instance);

    private sealed class Compiled
    {
        public Func<PortalDbContext, long, long, Role, long, long, CancellationToken, Task<Found?>> Run { get; } = EF.CompileAsyncQuery(
            (PortalDbContext db, long itemId, long organization, Role role, long membership, long account, CancellationToken _) => (
                from item in db.Set<WorkItem>()
                join instance in db.Set<ProcessInstance>() on item.InstanceId equals instance.Id
                where item.Id == itemId && item.OrganizationId == organization && item.Role == role
                    && db.Set<Membership>().Any(m => m.Id == membership && m.AccountId == account && m.OrganizationId == organization && m.Role == role
                        && m.Active && m.Organization.Enabled && db.Set<Account>().Any(a => a.Id == account && a.Enabled))
                select new Found(item, instance)).SingleOrDefault());
    }
}
