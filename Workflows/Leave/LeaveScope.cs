using Domain;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Leave;

/// <summary>
/// Who reads which leaves. That a key person is away, and who stands in, concerns the site's contractor, supervisor, owner and regulators;
/// reason, papers and the return's note only the person's own unit and those who decide.
/// </summary>
internal static class LeaveScope
{
    public const string DefinitionKey = "leave";

    private static readonly OrganizationKind[] Readers =
        [OrganizationKind.Owner, OrganizationKind.Contractor, OrganizationKind.Supervisor, OrganizationKind.CountyRegulator, OrganizationKind.CityRegulator];

    /// <summary>Who applies: the holders of key posts.</summary>
    public static readonly Role[] Applicants = [Role.ProjectManager, Role.SupervisionEngineer];

    /// <summary>Whether leave concerns the actor's kind of unit at all.</summary>
    public static bool Reads(Actor actor) => Readers.Contains(actor.OrganizationKind);

    public static IQueryable<LeaveRequest> VisibleTo(this IQueryable<LeaveRequest> leaves, PortalDbContext db, Actor actor)
    {
        var sites = Sites(db, actor);
        return leaves.Where(l => sites.Any(s => s.Id == l.SiteId));
    }

    /// <summary>The sites whose leaves the actor reads; none when the membership no longer stands.</summary>
    public static IQueryable<Site> Sites(PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Reads(actor) ? Memberships.Sites(db, actor) : db.Set<Site>().Where(_ => false);
    }

    /// <exception cref="DomainException">leave.unknown: not there, or not for this reader.</exception>
    public static async Task<LeaveRequest> RequireAsync(
        this IQueryable<LeaveRequest> leaves, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await leaves.VisibleTo(db, actor).SingleOrDefaultAsync(l => l.Id == id, cancellationToken) ?? throw new DomainException("leave.unknown");

    public static bool SeesReason(Actor actor, long unitId) =>
        actor.OrganizationId == unitId || actor.OrganizationKind is OrganizationKind.Owner or OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator;

    /// <summary>The leaves that bind any of the accounts at a moment, but for one of them.</summary>
    public static async Task<IReadOnlyList<TakenLeave>> TakenAsync(
        PortalDbContext db, long accountId, long otherId, long exceptId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leaves = await db.Set<LeaveRequest>().AsNoTracking().Where(l => l.Id != exceptId && l.Status != LeaveStatus.Correction && l.Status != LeaveStatus.Refused && l.Status != LeaveStatus.Cancelled
            && (l.AccountId == accountId || l.StandInAccountId == accountId || l.AccountId == otherId || l.StandInAccountId == otherId)).ToListAsync(cancellationToken);
        return [.. leaves.Select(l => l.TakenAt(now)).OfType<TakenLeave>()];
    }

    /// <summary>People of a unit who can hold a post, or stand in for its holder, now.</summary>
    public static IQueryable<QualifiedPerson> Qualified(PortalDbContext db, long unitId, KeyPost post)
    {
        var role = KeyPosts.RoleOf(post);
        return
            from membership in db.Set<Membership>()
            join account in db.Set<Account>() on membership.AccountId equals account.Id
            where membership.OrganizationId == unitId && membership.Role == role && membership.Active && membership.Organization.Enabled && account.Enabled
            select new QualifiedPerson { Membership = membership, Name = account.DisplayName };
    }

    /// <summary>
    /// Saves both people's memberships with the leave, so that of two leaves that are decided in the same moment and bind the same person the
    /// second is decided anew.
    /// </summary>
    public static void Bind(PortalDbContext db, params Membership[] people)
    {
        foreach (var person in people) db.Entry(person).Property(m => m.Role).IsModified = true;
    }

    public static string BusinessKey(long leaveId) => new CaseKey(DefinitionKey, leaveId).ToString();
}

/// <summary>Somebody who can hold a post.</summary>
internal sealed class QualifiedPerson
{
    public required Membership Membership { get; init; }

    public required string Name { get; init; }
}
