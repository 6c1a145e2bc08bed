using Domain;
using Domain.Organizations;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Organizations;

namespace Workflows.Accounts;

/// <summary>Which account acts for whom: added, ended and resumed by administrators, never deleted, because history points at it.</summary>
public sealed class AccountMemberships(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private const string UniqueIndex = "IX_Membership_AccountId_OrganizationId_Role";

    /// <exception cref="DomainException">
    /// actor.not-allowed, account.unknown, organization.unknown, organization.disabled, membership.role-does-not-fit, membership.exists.
    /// </exception>
    public async Task AddAsync(AddMembership request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.Administrator], cancellationToken);
        var account = await db.Set<Account>().SingleOrDefaultAsync(a => a.Id == request.AccountId, cancellationToken)
            ?? throw new DomainException("account.unknown");
        var organization = await AccountRegister.OrganizationAsync(db, request.OrganizationId, cancellationToken);
        await db.AddAsync(new Membership(account.Id, organization, request.Role), cancellationToken);
        Auditing.Record(
            db, request.Actor, "membership.add", AccountRegister.Subject(account), time.GetUtcNow(), after: AccountRegister.Audited(organization, request.Role));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation(UniqueIndex))
        {
            throw new DomainException("membership.exists", organization.Name);
        }
    }

    /// <summary>Ends or resumes. Sessions in an ended role end at their next check.</summary>
    /// <exception cref="DomainException">
    /// actor.not-allowed, membership.unknown, membership.own (an administrator would shut himself out), organization.disabled (to resume).
    /// </exception>
    public async Task SetActiveAsync(Actor actor, long membershipId, bool active, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [Role.Administrator], cancellationToken);
        var membership = await db.Set<Membership>().Include(m => m.Organization).SingleOrDefaultAsync(m => m.Id == membershipId, cancellationToken)
            ?? throw new DomainException("membership.unknown");
        if (membership.Id == actor.MembershipId) throw new DomainException("membership.own");
        if (membership.Active == active) return;
        if (active && !membership.Organization.Enabled) throw new DomainException("organization.disabled", membership.Organization.Name);
        var account = await db.Set<Account>().SingleAsync(a => a.Id == membership.AccountId, cancellationToken);
        if (active) membership.Resume();
        else membership.End();
        var facts = AccountRegister.Audited(membership.Organization, membership.Role);
        Auditing.Record(
            db, actor, active ? "membership.resume" : "membership.end", AccountRegister.Subject(account), time.GetUtcNow(), active ? null : facts,
            active ? facts : null);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("account.changed-meanwhile");
        }
    }
}
