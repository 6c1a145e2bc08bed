using Domain;
using Domain.Inability;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Supervision;

namespace Workflows.Inability;

/// <summary>Which statements somebody sees: those of the sites whose supervision notices are seen.</summary>
internal static class InabilityScope
{
    public const string Key = "inability";

    public static IQueryable<InabilityStatement> VisibleTo(this IQueryable<InabilityStatement> statements, PortalDbContext db, Actor actor)
    {
        var sites = SupervisionScope.Sites(db, actor);
        return statements.Where(s => sites.Any(site => site.Id == s.SiteId));
    }

    /// <summary>The statement, if the actor sees it. One that is hidden and one that is not there look the same.</summary>
    /// <exception cref="DomainException">inability.unknown.</exception>
    public static async Task<InabilityStatement> RequireAsync(
        this IQueryable<InabilityStatement> statements, PortalDbContext db, Actor actor, long id, CancellationToken cancellationToken) =>
        await statements.VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == id, cancellationToken) ?? throw new DomainException("inability.unknown");

    public static CaseKey KeyOf(long id) => new(Key, id);

    public static string BusinessKey(long id) => KeyOf(id).ToString();

    public static long IdOf(string businessKey) => CaseKey.Parse(businessKey).Id;
}
