using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Workflows.Access;
using Workflows.Devices;

namespace Workflows.Sites;

/// <summary>The standing of sites, as a database can tell it. Figures and the lists behind them both ask here, so that they agree.</summary>
internal static class SiteStandings
{
    /// <summary>Sites with their standing as the reader knows it: outages of devices and applications that it does not see do not count.</summary>
    public static IQueryable<StandingSite> WithStanding(this IQueryable<Site> sites, PortalDbContext db, Actor actor)
    {
        var devices = db.DevicesOf(actor);
        var failing = db.Set<DeviceOutage>().Where(o => o.RecoveredAt == null && devices.Any(d => d.Id == o.DeviceId)).Select(o => o.SiteId);
        var applying = db.Set<AccessApplication>().VisibleTo(db, actor).Where(a => a.ClosedAt == null && a.Status != AccessStatus.Draft).Select(a => a.SiteId);
        return sites.Select(site => new StandingSite
        {
            Site = site,
            Standing = site.State == SiteState.Connected
                ? failing.Contains(site.Id) ? SiteStanding.OnlineProblems : SiteStanding.Connected
                : applying.Contains(site.Id) ? SiteStanding.InAccess
                : site.State == SiteState.Suspended ? SiteStanding.Suspended
                : site.State == SiteState.Left ? SiteStanding.Left
                : SiteStanding.NotConnected,
        });
    }
}

/// <summary>A site and its standing, for use inside queries.</summary>
internal sealed class StandingSite
{
    public required Site Site { get; init; }

    public required SiteStanding Standing { get; init; }
}
