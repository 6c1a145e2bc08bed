using Domain;
using Domain.Organizations;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Violations;

/// <summary>
/// Who sees which violations: regulators those of their sites; the site's contractor, supervisor and owner once an order was given. Suppliers,
/// the operator and labor companies have no part in them.
/// </summary>
internal static class ViolationScope
{
    public const string Key = "violation";

    /// <summary>Who opens and leads cases.</summary>
    public static readonly Role[] Officers = [Role.CountyOfficer, Role.CityOfficer];

    public static IQueryable<Violation> VisibleTo(this IQueryable<Violation> violations, PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var standing = Memberships.Standing(db, actor);
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        var visible = violations.Where(v => standing.Any() && sites.Any(s => s.Id == v.SiteId));
        return actor.OrganizationKind switch
        {
            OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator => visible,
            OrganizationKind.Contractor or OrganizationKind.Supervisor or OrganizationKind.Owner =>
                visible.Where(v => v.Status != ViolationStatus.Recorded && v.Status != ViolationStatus.Dismissed),
            _ => violations.Where(_ => false),
        };
    }

    /// <exception cref="DomainException">violation.unknown: not there, or not for this reader.</exception>
    public static async Task<Violation> RequireAsync(
        this IQueryable<Violation> violations, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await violations.VisibleTo(db, actor).SingleOrDefaultAsync(v => v.Id == id, cancellationToken) ?? throw new DomainException("violation.unknown");

    /// <summary>For a change: whole, and tracked.</summary>
    public static Task<Violation> LoadAsync(PortalDbContext db, long id, CancellationToken cancellationToken) =>
        db.Set<Violation>().Include(v => v.Orders).Include(v => v.Photos).Include(v => v.Site).ThenInclude(s => s.Participants).AsSplitQuery()
            .SingleAsync(v => v.Id == id, cancellationToken);

    public static string BusinessKey(long id) => new CaseKey(Key, id).ToString();
}
