using System.Globalization;
using Domain;
using Domain.Inability;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Organizations;

namespace Workflows.Inability;

/// <summary>Which statements somebody sees: those of the sites that are visible, but for suppliers and labor companies.</summary>
internal static class InabilityScope
{
    public const string Key = "inability";

    public static IQueryable<InabilityStatement> VisibleTo(this IQueryable<InabilityStatement> statements, PortalDbContext db, Actor actor)
    {
        var standing = Memberships.Standing(db, actor);
        var reads = actor.OrganizationKind is OrganizationKind.Owner or OrganizationKind.Contractor or OrganizationKind.Supervisor or OrganizationKind.Operator
            or OrganizationKind.CountyRegulator or OrganizationKind.CityRegulator;
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return statements.Where(s => reads && standing.Any() && sites.Any(site => site.Id == s.SiteId));
    }

    /// <summary>The statement, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">inability.unknown.</exception>
    public static async Task<InabilityStatement> RequireAsync(
        this IQueryable<InabilityStatement> statements, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await statements.VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == id, cancellationToken) ?? throw new DomainException("inability.unknown");

    public static string BusinessKey(long id) => string.Create(CultureInfo.InvariantCulture, $"{Key}:{id}");

    public static long IdOf(string businessKey) => long.Parse(businessKey.AsSpan(Key.Length + 1), CultureInfo.InvariantCulture);
}
