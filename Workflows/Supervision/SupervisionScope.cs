using Domain;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Supervision;

/// <summary>Which notices somebody sees: those of the sites that are visible. Suppliers and labor companies are told what concerns them, and see no papers.</summary>
internal static class SupervisionScope
{
    public const string Key = "supervision";

    /// <summary>The sites whose papers the actor reads.</summary>
    public static IQueryable<Site> Sites(PortalDbContext db, Actor actor)
    {
        var reads = actor.OrganizationKind is OrganizationKind.Owner or OrganizationKind.Contractor or OrganizationKind.Supervisor or OrganizationKind.Operator
            or OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator;
        return Memberships.Sites(db, actor).Where(_ => reads);
    }

    public static IQueryable<SupervisionNotice> VisibleTo(this IQueryable<SupervisionNotice> notices, PortalDbContext db, Actor actor)
    {
        var sites = Sites(db, actor);
        return notices.Where(n => sites.Any(s => s.Id == n.SiteId));
    }

    /// <summary>The notice, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">supervision.unknown.</exception>
    public static async Task<SupervisionNotice> RequireAsync(
        this IQueryable<SupervisionNotice> notices, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await notices.VisibleTo(db, actor).SingleOrDefaultAsync(n => n.Id == id, cancellationToken) ?? throw new DomainException("supervision.unknown");

    public static CaseKey KeyOf(long id) => new(Key, id);

    public static string BusinessKey(long id) => KeyOf(id).ToString();

    public static long IdOf(string businessKey) => CaseKey.Parse(businessKey).Id;
}
