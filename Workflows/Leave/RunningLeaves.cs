using Domain.Leave;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;

namespace Workflows.Leave;

/// <summary>The leaves in which somebody stands in for another at a moment. Decided here and nowhere else.</summary>
public static class RunningLeaves
{
    /// <summary>
    /// Approved, between its two moments, not returned from, with both people's memberships and accounts in force: a disabled person acts
    /// neither as themselves nor through another.
    /// </summary>
    public static IQueryable<LeaveRequest> Of(PortalDbContext db, long standInAccountId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        var standing = db.Set<Membership>().Where(m => m.Active && m.Organization.Enabled && db.Set<Account>().Any(a => a.Id == m.AccountId && a.Enabled));
        return db.Set<LeaveRequest>().Where(l => l.StandInAccountId == standInAccountId && l.Status == LeaveStatus.Approved && l.From <= now && now < l.To
            && standing.Any(m => m.Id == l.StandInMembershipId && m.AccountId == l.StandInAccountId)
            && standing.Any(m => m.Id == l.MembershipId && m.AccountId == l.AccountId));
    }
}
