using Domain;
using Domain.Calendar;
using Domain.Captures;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Captures;
using Workflows.Devices;
using Workflows.Dust;
using Workflows.Engine.Shell;
using Workflows.Lists;
using Workflows.Organizations;
using Workflows.Registration;

namespace Workflows.Violations;

/// <summary>How far a regulator's round of a day is, and in which order it goes on.</summary>
/// <param name="Total">Sites of the round: with devices, without an open case, or looked at today.</param>
/// <param name="Checked">Those that were looked at today.</param>
/// <param name="Queue">The sites that are left: those that were not looked at for longest come first.</param>
public sealed record PatrolRound(int Total, int Checked, IReadOnlyList<PatrolStop> Queue);

/// <summary>A site of the round.</summary>
/// <param name="LastOn">When the regulator last looked at it (Shanghai).</param>
public sealed record PatrolStop(long SiteId, string SiteName, DateOnly? LastOn);

/// <summary>What is seen of one site from the desk.</summary>
public sealed record PatrolSight(
    long SiteId, string SiteName, string Address, string RegionCode, string? ContractorName, IReadOnlyList<PatrolDevice> Devices, IReadOnlyList<CaptureRow> Captures,
    IReadOnlyDictionary<long, CapturedImage> Pictures, IReadOnlyList<MonitorRow> Monitors, IReadOnlyList<PatrolRow> Earlier, int OpenCandidates);

/// <summary>A device as it is now.</summary>
public sealed record PatrolDevice(long Id, string Code, DeviceKind Kind, string Position, DeviceNow Now);

/// <summary>A look that was taken; members as in <see cref="Patrol"/>.</summary>
public sealed record PatrolRow(long Id, long SiteId, string SiteName, string RegionCode, DateOnly Day, DateTimeOffset At, string ByName, string? Note, long? ViolationId);

/// <summary>Online patrols: a regulator goes through the sites of its region from the desk.</summary>
public sealed class Patrols(IDbContextFactory<PortalDbContext> databases, CaptureList captures, DustMonitors monitors, TimeProvider time)
{
    private const int Pictures = 4;
    private const int Looks = 5;

    /// <summary>Most sites of a round that are named at once.</summary>
    public const int MaxQueue = 200;

    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PatrolRound> RoundAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(actor, cancellationToken);
        var today = WorkingCalendar.ShanghaiDate(time.GetUtcNow());
        var authority = actor.OrganizationId;
        var own = db.Set<Patrol>().Where(p => p.AuthorityId == authority);
        var marked = await own.CountAsync(p => p.Day == today, cancellationToken);
        var left = Sites(db, actor).Where(s => !own.Any(p => p.SiteId == s.Id && p.Day == today));
        var total = await left.CountAsync(cancellationToken);
        var queue = await left.Select(s => new { s.Id, s.Name, LastOn = own.Where(p => p.SiteId == s.Id).Max(p => (DateOnly?)p.Day) })
            .OrderBy(s => s.LastOn != null).ThenBy(s => s.LastOn).ThenBy(s => s.Id).Take(MaxQueue).ToListAsync(cancellationToken);
        return new PatrolRound(total + marked, marked, queue.ConvertAll(s => new PatrolStop(s.Id, s.Name, s.LastOn)));
    }

    /// <exception cref="DomainException">actor.not-allowed, site.unknown.</exception>
    public async Task<PatrolSight> SightAsync(Actor actor, long siteId, CancellationToken cancellationToken = default)
    {
        await using var db = await OpenAsync(actor, cancellationToken);
        var site = await db.Set<Site>().AsNoTracking().Where(VisibleSites.For(actor)).Where(s => s.Id == siteId)
            .Select(s => new
            {
                s.Name,
                s.Address,
                s.RegionCode,
                Contractor = s.Participants.Where(p => p.Kind == OrganizationKind.Contractor).Select(p => p.Organization.Name).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellationToken) ?? throw new DomainException("site.unknown");
        var devices = await db.DevicesOf(actor).Where(d => d.SiteId == siteId && d.RemovedAt == null).OrderBy(d => d.Ordinal).ThenBy(d => d.Id)
            .Select(d => new PatrolDevice(d.Id, d.Code, d.Kind, d.Position, new DeviceNow(
                d.State.State, d.State.Since, d.State.Cause, d.State.Present, d.State.LastSignAt, null, null))).ToListAsync(cancellationToken);
        var points = await db.Set<DeviceRegistration>().VisibleTo(db, actor).Where(r => r.SiteId == siteId).Select(r => r.Id).ToListAsync(cancellationToken);
        List<CaptureRow> last = [];
        foreach (var point in points)
            last.AddRange((await captures.ListAsync(actor, new CaptureQuery { RegistrationId = point, Slice = new SliceRequest { Size = Pictures } }, cancellationToken)).Items);
        last = [.. last.OrderByDescending(c => c.CapturedAt).Take(Pictures)];
        var ids = last.ConvertAll(c => c.Id);
        var images = await db.Set<Capture>().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Images }).ToListAsync(cancellationToken);
        var dust = await monitors.ListAsync(actor, new MonitorQuery { SiteId = siteId }, cancellationToken);
        var earlier = await Rows(db, db.Set<Patrol>().Where(p => p.SiteId == siteId)).Take(Looks).ToListAsync(cancellationToken);
        var candidates = await db.Set<ViolationCandidate>().CountAsync(c => c.SiteId == siteId && c.HandledAt == null, cancellationToken);
        return new PatrolSight(
            siteId, site.Name, site.Address, site.RegionCode, site.Contractor, devices, last,
            images.Where(i => i.Images.Count > 0).ToDictionary(i => i.Id, i => i.Images[0]), dust.Items, earlier, candidates);
    }

    /// <summary>The site was looked at and is in order.</summary>
    /// <exception cref="DomainException">actor.not-allowed, site.unknown, field.too-long.</exception>
    public Task CheckAsync(Actor actor, long siteId, string? note, CancellationToken cancellationToken = default) => Contention.RetryAsync(
        async () =>
        {
            await using var db = await OpenAsync(actor, cancellationToken);
            if (!await db.Set<Site>().Where(VisibleSites.For(actor)).AnyAsync(s => s.Id == siteId, cancellationToken)) throw new DomainException("site.unknown");
            await MarkAsync(db, siteId, actor, note, violationId: null, time.GetUtcNow(), cancellationToken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        },
        cancellationToken);

    /// <summary>Looks that were taken at the reader's sites, the newest first.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<PageOf<PatrolRow>> HistoryAsync(Actor actor, string? text, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await OpenAsync(actor, cancellationToken);
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        if (!string.IsNullOrWhiteSpace(text))
        {
            var like = LikePattern.Containing(text.Trim());
            sites = sites.Where(s => EF.Functions.Like(s.Name, like, LikePattern.Escape));
        }

        var found = db.Set<Patrol>().AsNoTracking().Where(p => sites.Any(s => s.Id == p.SiteId));
        return new PageOf<PatrolRow>(
            await Rows(db, found).Skip(page.Skip).Take(page.Size).ToListAsync(cancellationToken), await found.CountAsync(cancellationToken));
    }

    /// <summary>Marks a site as looked at today, in the caller's transaction.</summary>
    internal static async Task MarkAsync(
        PortalDbContext db, long siteId, Actor actor, string? note, long? violationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (authority, today) = (actor.OrganizationId, WorkingCalendar.ShanghaiDate(now));
        if (await db.Set<Patrol>().SingleOrDefaultAsync(p => p.AuthorityId == authority && p.SiteId == siteId && p.Day == today, cancellationToken) is { } marked)
            marked.Mark(actor, note, violationId, now);
        else
            await db.AddAsync(new Patrol(siteId, actor, note, violationId, now), cancellationToken);
    }

    /// <summary>What can be looked at from a desk, and is not a case already.</summary>
    private static IQueryable<Site> Sites(PortalDbContext db, Actor actor) =>
        db.Set<Site>().AsNoTracking().Where(VisibleSites.For(actor)).Where(s => s.State != SiteState.Left
            && db.Set<Device>().Any(d => d.SiteId == s.Id && d.RemovedAt == null)
            && !db.Set<Violation>().Any(v => v.SiteId == s.Id && v.Status != ViolationStatus.Dismissed && v.Status != ViolationStatus.Rectified
                && v.Status != ViolationStatus.Sanctioned));

    private static IQueryable<PatrolRow> Rows(PortalDbContext db, IQueryable<Patrol> patrols) =>
        from patrol in patrols
        join site in db.Set<Site>() on patrol.SiteId equals site.Id
        orderby patrol.At descending, patrol.Id descending
        select new PatrolRow(patrol.Id, site.Id, site.Name, site.RegionCode, patrol.Day, patrol.At, patrol.ByName, patrol.Note, patrol.ViolationId);

    private async Task<PortalDbContext> OpenAsync(Actor actor, CancellationToken cancellationToken)
    {
        var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            await Memberships.RequireAsync(db, actor, ViolationScope.Officers, cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
