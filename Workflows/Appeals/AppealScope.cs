using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Appeals;

/// <summary>
/// Who reads appeals: the supplier its own, the city regulator those of its city, and the operator those of its city because it is asked for a technical
/// opinion. County regulators do not: as with cards, the evidence lies in all counties.
/// </summary>
internal static class AppealScope
{
    public const string Key = "appeal";

    public static readonly Role[] Filers = [Role.SupplierStaff];

    public static IQueryable<Appeal> VisibleTo(this IQueryable<Appeal> appeals, PortalDbContext db, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var standing = Memberships.Standing(db, actor);
        var (unit, region) = (actor.OrganizationId, actor.RegionCode);
        return actor.Role switch
        {
            Role.SupplierStaff => appeals.Where(a => a.SupplierId == unit && standing.Any()),
            Role.CityOfficer => appeals.Where(a => a.CityId == unit && standing.Any()),
            Role.OperatorEngineer => appeals.Where(a => standing.Any()
                && db.Set<Organization>().Any(o => o.Id == a.CityId && o.Kind == OrganizationKind.CityRegulator && o.RegionCode == region)),
            _ => appeals.Where(_ => false),
        };
    }

    /// <summary>The appeal, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">appeal.unknown.</exception>
    public static async Task<Appeal> RequireAsync(this IQueryable<Appeal> appeals, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await appeals.VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new DomainException("appeal.unknown");

    public static string BusinessKey(long id) => new CaseKey(Key, id).ToString();

    public static long IdOf(string businessKey) => CaseKey.Parse(businessKey).Id;
}
