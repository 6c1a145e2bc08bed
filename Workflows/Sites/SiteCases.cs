using Domain;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine.Shell;

namespace Workflows.Sites;

/// <summary>How a case of a site begins: the same for every chain.</summary>
internal static class SiteCases
{
    /// <summary>The site, with its participants, if the actor sees it.</summary>
    /// <exception cref="DomainException">site.unknown.</exception>
    public static async Task<Site> RequireAsync(PortalDbContext db, Actor actor, long siteId, CancellationToken cancellationToken) =>
        await db.Set<Site>().Include(s => s.Participants).Where(VisibleSites.For(actor)).SingleOrDefaultAsync(s => s.Id == siteId, cancellationToken)
        ?? throw new DomainException("site.unknown");

    /// <summary>The start of a case's chain, addressed to the site's units.</summary>
    /// <param name="db">The context of the action.</param>
    /// <param name="site">With its participants.</param>
    /// <param name="key">The case.</param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="comment">What the applicant signs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DomainException">access.no-regulator, access.no-operator (the region's code).</exception>
    public static async Task<StartProcess> StartAsync(
        PortalDbContext db, Site site, CaseKey key, Actor actor, string comment, CancellationToken cancellationToken) => new()
        {
            DefinitionKey = key.Chain,
            BusinessKey = key.ToString(),
            SiteId = site.Id,
            RegionCode = site.RegionCode,
            Subject = site.Name,
            Parties = await SiteParties.ReadAsync(db, site, cancellationToken),
            Actor = actor,
            Comment = comment,
        };
}
