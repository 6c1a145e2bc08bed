using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Leave;

/// <summary>That somebody may stand in now.</summary>
/// <param name="LeaveId">The leave that it comes from.</param>
/// <param name="Membership">The absent person's, whose organization is loaded.</param>
/// <param name="AbsentName">Who is away.</param>
/// <param name="SiteId">Where alone it holds.</param>
/// <param name="SiteName">The site's name.</param>
/// <param name="OwnMembershipId">The membership that the stand-in has.</param>
/// <param name="Until">When the leave is to end, UTC.</param>
public sealed record StandInGrant(
    long LeaveId, Membership Membership, string AbsentName, long SiteId, string SiteName, long OwnMembershipId, DateTimeOffset Until)
{
    /// <summary>Who then acts: with the absent person's membership, at the one site, under both names.</summary>
    public Actor Actor(long accountId, string name, TimeProvider clock) => new()
    {
        AccountId = accountId,
        Name = StandIn.Both(name, AbsentName),
        MembershipId = Membership.Id,
        OrganizationId = Membership.OrganizationId,
        OrganizationName = Membership.Organization.Name,
        OrganizationKind = Membership.Organization.Kind,
        Role = Membership.Role,
        RegionCode = Membership.Organization.RegionCode,
        StandIn = new StandIn
        {
            LeaveId = LeaveId,
            SiteId = SiteId,
            SiteName = SiteName,
            AbsentAccountId = Membership.AccountId,
            AbsentName = AbsentName,
            OwnMembershipId = OwnMembershipId,
            Until = Until,
            Clock = clock,
        },
    };
}

/// <summary>For whom an account can stand in now.</summary>
public sealed class StandIns(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>Those whose leave runs, the one that ends first before.</summary>
    public async Task<IReadOnlyList<StandInGrant>> OfAsync(long accountId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from leave in RunningLeaves.Of(db, accountId, time.GetUtcNow())
            join membership in db.Set<Membership>().Include(m => m.Organization) on leave.MembershipId equals membership.Id
            join site in db.Set<Site>() on leave.SiteId equals site.Id
            orderby leave.To, leave.Id
            select new StandInGrant(leave.Id, membership, leave.PersonName, leave.SiteId, site.Name, leave.StandInMembershipId, leave.To)).ToListAsync(cancellationToken);
    }

    /// <summary>Whether the account stands in by this leave at this moment.</summary>
    public async Task<bool> HoldsAsync(long accountId, long leaveId, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await RunningLeaves.Of(db, accountId, time.GetUtcNow()).AnyAsync(l => l.Id == leaveId, cancellationToken);
    }
}
