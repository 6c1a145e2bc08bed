using Domain;
using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Access;
using Workflows.Devices;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Sites;

/// <summary>Reads of sites, within what the reader may see (<see cref="VisibleSites"/>).</summary>
public sealed class SiteDirectory(IDbContextFactory<PortalDbContext> databases)
{
    public async Task<PageOf<SiteRow>> ListAsync(Actor actor, SiteQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sites = Visible(db, actor);
        if (!string.IsNullOrEmpty(query.RegionCode)) sites = sites.Where(s => s.RegionCode == query.RegionCode);
        if (query.State is { } state) sites = sites.Where(s => s.State == state);
        if (query.Standing is { } standing) sites = sites.WithStanding(db, actor).Where(s => s.Standing == standing).Select(s => s.Site);
        if (query.InScopeOnly) sites = sites.Where(s => s.Investment >= Site.ScopeInvestment || s.FloorArea >= Site.ScopeFloorArea);
        if (query.UnplacedOnly)
        {
            var placed = db.DevicesOf(actor).Where(d => d.RemovedAt == null && d.Longitude != null && d.Latitude != null);
            sites = sites.Where(s => !placed.Any(d => d.SiteId == s.Id));
        }

        if (query.CanApplyOnly)
            sites = sites.Where(s => s.State != SiteState.Connected && !db.Set<AccessApplication>().Any(a => a.SiteId == s.Id && a.ClosedAt == null)
                && !Stopped(db).Any(n => n.SiteId == s.Id));
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            sites = sites.Where(s => EF.Functions.Like(s.Name, like, LikePattern.Escape) || EF.Functions.Like(s.Address, like, LikePattern.Escape)
                || s.Participants.Any(p => EF.Functions.Like(p.Organization.Name, like, LikePattern.Escape)));
        }

        var total = await sites.CountAsync(cancellationToken);
        var applications = db.Set<AccessApplication>().VisibleTo(db, actor);
        var page = await Sorted(sites, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(s => new
            {
                s.Id,
                s.Name,
                s.Address,
                s.RegionCode,
                Contractor = s.Participants.Where(p => p.Kind == OrganizationKind.Contractor).Select(p => p.Organization.Name).FirstOrDefault(),
                Owner = s.Participants.Where(p => p.Kind == OrganizationKind.Owner).Select(p => p.Organization.Name).FirstOrDefault(),
                s.Investment,
                s.FloorArea,
                s.State,
                s.ConnectedAt,
                Newest = applications.Where(a => a.SiteId == s.Id).OrderByDescending(a => a.Id).Select(a => (long?)a.Id).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var newest = page.ConvertAll(s => s.Newest ?? 0);
        var statuses = await db.Set<AccessApplication>().Where(a => newest.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Status, cancellationToken);
        return new PageOf<SiteRow>([.. page.Select(s => new SiteRow(
            s.Id, s.Name, s.Address, s.RegionCode, s.Contractor, s.Owner, Site.ScopeOf(s.Investment, s.FloorArea), s.State,
            s.ConnectedAt, s.Newest, s.Newest is { } id ? statuses[id] : null))], total);
    }

    /// <exception cref="DomainException">site.unknown: not there, or not for this reader.</exception>
    public async Task<SiteView> ReadAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var site = await Visible(db, actor).Include(s => s.Participants).ThenInclude(p => p.Organization)
            .SingleOrDefaultAsync(s => s.Id == siteId, cancellationToken) ?? throw new DomainException("site.unknown");
        var applications = await db.Set<AccessApplication>().VisibleTo(db, actor).Where(a => a.SiteId == siteId).OrderByDescending(a => a.Id)
            .Select(a => new SiteApplication(a.Id, a.Number, a.Status, a.CreatedAt, a.SubmittedAt, a.ClosedAt)).ToListAsync(cancellationToken);
        // A supplier sees its own devices of a site, everyone else all of them.
        var supplier = actor.OrganizationKind == OrganizationKind.Supplier ? actor.OrganizationId : (long?)null;
        var devices = await db.Set<Device>().Where(d => d.SiteId == siteId && d.RemovedAt == null && (supplier == null || d.SupplierId == supplier))
            .GroupBy(_ => 1).Select(g => new { All = g.Count(), Online = g.Count(d => d.State.Present) }).SingleOrDefaultAsync(cancellationToken);

        var contractor = site.ParticipantId(OrganizationKind.Contractor) == actor.OrganizationId && actor.Role is Role.ProjectManager or Role.SiteClerk;
        var open = applications.Find(a => a.ClosedAt is null);
        var stopped = await Stopped(db).AnyAsync(n => n.SiteId == siteId, cancellationToken);
        return new SiteView(
            site.Id,
            new SiteDetails
            {
                Name = site.Name,
                Address = site.Address,
                RegionCode = site.RegionCode,
                Investment = site.Investment,
                FloorArea = site.FloorArea,
                StartDate = site.StartDate,
                EndDate = site.EndDate,
            },
            site.Number, site.InScope, site.State, site.ConnectedAt, site.Revision,
            [.. site.Participants.OrderBy(p => p.Kind).ThenBy(p => p.OrganizationId).Select(p => new ParticipantView(p.OrganizationId, p.Organization.Name, p.Kind))],
            applications, devices?.All ?? 0, devices?.Online ?? 0,
            CanChange: contractor && site.State == SiteState.NotConnected && (open?.Status is null or AccessStatus.Draft or AccessStatus.Correction),
            PartiesFixed: open?.Status == AccessStatus.Correction,
            CanApply: contractor && !stopped && site.State != SiteState.Connected && (open?.Status is null or AccessStatus.Draft));
    }

    /// <summary>Notices in force: no site is connected while its supervision is suspended or terminated.</summary>
    private static IQueryable<SupervisionNotice> Stopped(PortalDbContext db) => db.Set<SupervisionNotice>()
        .Where(n => n.Status == SupervisionStatus.Issued && n.Kind != SupervisionKind.Resumption && n.LiftedOn == null);

    private static IQueryable<Site> Visible(PortalDbContext db, Actor actor) => Memberships.Sites(db, actor).AsNoTracking();

    private static IOrderedQueryable<Site> Sorted(IQueryable<Site> sites, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("name", false) => sites.OrderBy(s => s.Name).ThenBy(s => s.Id),
        ("name", true) => sites.OrderByDescending(s => s.Name).ThenBy(s => s.Id),
        ("region", false) => sites.OrderBy(s => s.RegionCode).ThenByDescending(s => s.Id),
        ("region", true) => sites.OrderByDescending(s => s.RegionCode).ThenByDescending(s => s.Id),
        ("connected", false) => sites.OrderBy(s => s.ConnectedAt == null).ThenBy(s => s.ConnectedAt).ThenByDescending(s => s.Id),
        ("connected", true) => sites.OrderBy(s => s.ConnectedAt == null).ThenByDescending(s => s.ConnectedAt).ThenByDescending(s => s.Id),
        _ => sites.OrderByDescending(s => s.Id),
    };
}
