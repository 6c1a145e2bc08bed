using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Supervision;

/// <summary>What holds of a site's safety supervision. Removal of devices asks here (S2 section 3.2).</summary>
public static class SupervisionStandings
{
    /// <summary>Whether a termination or a suspension is in force on a day (Shanghai), also one that the caller's context has not saved yet.</summary>
    public static async Task<bool> InForceAsync(PortalDbContext db, long siteId, DateOnly day, CancellationToken cancellationToken) =>
        (await IssuedAsync(db, siteId, cancellationToken)).Exists(n => n.InForceOn(day));

    /// <summary>What a notice of the site meets now.</summary>
    /// <param name="db">The context of the action.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="noticeId">The notice itself, which does not stand in its own way; null before it is filed.</param>
    /// <param name="day">Today (Shanghai).</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task<SupervisionStanding> ReadAsync(
        PortalDbContext db, long siteId, long? noticeId, DateOnly day, CancellationToken cancellationToken)
    {
        var inForce = (await IssuedAsync(db, siteId, cancellationToken)).FindAll(n => n.InForceOn(day));
        return new SupervisionStanding
        {
            Suspension = inForce.Find(n => n.Kind == SupervisionKind.Suspension),
            Terminated = inForce.Exists(n => n.Kind == SupervisionKind.Termination),
            Pending = await db.Set<SupervisionNotice>().AnyAsync(
                n => n.SiteId == siteId && n.Id != noticeId && n.Status == SupervisionStatus.UnderReview, cancellationToken),
        };
    }

    /// <summary>Tracked, so that what the same step has changed is seen changed.</summary>
    private static async Task<List<SupervisionNotice>> IssuedAsync(PortalDbContext db, long siteId, CancellationToken cancellationToken) =>
        (await db.Set<SupervisionNotice>().Where(n => n.SiteId == siteId && n.Status == SupervisionStatus.Issued).ToListAsync(cancellationToken))
        .Union(db.Set<SupervisionNotice>().Local.Where(n => n.SiteId == siteId)).ToList();
}
