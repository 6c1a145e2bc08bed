using System.Globalization;
using Domain;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Supervision;

/// <summary>Which notices somebody sees: those of the sites that are visible. Suppliers and labor companies are told what concerns them, and see no papers.</summary>
internal static class SupervisionScope
{
    public const string Key = "supervision";

    public static IQueryable<SupervisionNotice> VisibleTo(this IQueryable<SupervisionNotice> notices, PortalDbContext db, Actor actor)
    {
        var standing = Memberships.Standing(db, actor);
        var reads = actor.OrganizationKind is OrganizationKind.Owner or OrganizationKind.Contractor or OrganizationKind.Supervisor or OrganizationKind.Operator
            or OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator;
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return notices.Where(n => reads && standing.Any() && sites.Any(s => s.Id == n.SiteId));
    }

    /// <summary>The notice, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">supervision.unknown.</exception>
    public static async Task<SupervisionNotice> RequireAsync(
        this IQueryable<SupervisionNotice> notices, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await notices.VisibleTo(db, actor).SingleOrDefaultAsync(n => n.Id == id, cancellationToken) ?? throw new DomainException("supervision.unknown");

    public static string BusinessKey(long id) => string.Create(CultureInfo.InvariantCulture, $"{Key}:{id}");

    public static long IdOf(string businessKey) => long.Parse(businessKey.AsSpan(Key.Length + 1), CultureInfo.InvariantCulture);
}
