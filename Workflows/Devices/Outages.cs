using Domain;
using Domain.Audit;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Audit;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Devices;

/// <summary>Which outages are asked for.</summary>
public sealed record OutageQuery
{
    /// <summary>Part of the site's name, the device's position or code.</summary>
    public string? Text { get; init; }

    public OutageFilter State { get; init; }

    public OfflineCause? Cause { get; init; }

    public long? SiteId { get; init; }

    public long? DeviceId { get; init; }

    public long? SupplierId { get; init; }

    /// <summary>Of this county's sites alone.</summary>
    public string? RegionCode { get; init; }

    public PageRequest Page { get; init; } = new();
}

public enum OutageFilter
{
    /// <summary>All that count: not those that were refuted.</summary>
    Counting,
    Open,
    Over,
    Refuted,
}

/// <summary>A row of the list; see <see cref="DeviceOutage"/>.</summary>
/// <param name="ReportPending">The supplier's report waits for the platform to see the device.</param>
/// <param name="CanReport">The reader may say now that the device is online again.</param>
public sealed record OutageRow(
    long Id, long DeviceId, string Position, DeviceKind Kind, long SiteId, string SiteName, string SupplierName, DateTimeOffset From, OfflineCause Cause,
    DateTimeOffset? NoticeSentAt, DateTimeOffset? ReportedAt, string? ReportedByName, string? ReportNote, DateTimeOffset? RecoveredAt, OutageEnd? End,
    bool ReportPending, bool CanReport);

/// <summary>The supplier says that a device is online again.</summary>
public sealed record ReportRecovery
{
    public required Actor Actor { get; init; }
    public required long OutageId { get; init; }

    /// <summary>What was done.</summary>
    public string? Note { get; init; }
}

/// <summary>Outages as those see them who see the devices, and the supplier's report that one is over.</summary>
public sealed class Outages(IDbContextFactory<PortalDbContext> databases, IOptions<OnlineOptions> options, TimeProvider time)
{
    private TimeSpan Within => TimeSpan.FromHours(options.Value.RecoveryHours);

    /// <summary>The latest first.</summary>
    public async Task<PageOf<OutageRow>> ListAsync(Actor actor, OutageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from outage in Filter(db.Set<DeviceOutage>().AsNoTracking(), query)
            join device in db.DevicesOf(actor) on outage.DeviceId equals device.Id
            join site in db.Set<Site>() on outage.SiteId equals site.Id
            join supplier in db.Set<Organization>() on outage.SupplierId equals supplier.Id
            select new { outage, device.Position, device.Kind, device.Code, Site = site.Name, Region = site.RegionCode, Supplier = supplier.Name };
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Region == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site, like, LikePattern.Escape) || EF.Functions.Like(r.Position, like, LikePattern.Escape)
                || EF.Functions.Like(r.Code, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.outage.From).ThenByDescending(r => r.outage.Id)
            .Skip(query.Page.Skip).Take(query.Page.Size).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new PageOf<OutageRow>([.. page.Select(r =>
        {
            var o = r.outage;
            var pending = o.ReportPending(now, Within);
            return new OutageRow(
                o.Id, o.DeviceId, r.Position, r.Kind, o.SiteId, r.Site, r.Supplier, o.From, o.Cause, o.NoticeSentAt, o.ReportedAt, o.ReportedByName, o.ReportNote,
                o.RecoveredAt, o.End, pending, o.Open && !pending && actor.Role == Role.SupplierStaff && actor.OrganizationId == o.SupplierId);
        })], total);
    }

    /// <summary>
    /// Stores the supplier's report. It counts, with its own time, if the platform sees the device within the setting; otherwise the outage
    /// goes on.
    /// </summary>
    /// <exception cref="DomainException">actor.not-allowed, outage.unknown, outage.changed-meanwhile, and those of <see cref="DeviceOutage.Report"/>.</exception>
    public async Task ReportAsync(ReportRecovery request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, [Role.SupplierStaff], cancellationToken);
        var visible = db.DevicesOf(request.Actor);
        var outage = await db.Set<DeviceOutage>().SingleOrDefaultAsync(o => o.Id == request.OutageId && visible.Any(d => d.Id == o.DeviceId), cancellationToken)
            ?? throw new DomainException("outage.unknown");
        var device = await visible.AsNoTracking().SingleAsync(d => d.Id == outage.DeviceId, cancellationToken);
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        outage.Report(request.Actor, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), Within, now);
        Auditing.Record(db, request.Actor, "outage.report", new AuditSubject("device", device.Id, device.Position), now,
            after: new Dictionary<string, object?>(StringComparer.Ordinal) { ["note"] = outage.ReportNote });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("outage.changed-meanwhile");
        }
    }

    private static IQueryable<DeviceOutage> Filter(IQueryable<DeviceOutage> outages, OutageQuery query)
    {
        outages = query.State switch
        {
            OutageFilter.Open => outages.Where(o => o.RecoveredAt == null),
            OutageFilter.Over => outages.Where(o => o.RecoveredAt != null && o.End != OutageEnd.Refuted),
            OutageFilter.Refuted => outages.Where(o => o.End == OutageEnd.Refuted),
            _ => outages.Where(o => o.End == null || o.End != OutageEnd.Refuted),
        };
        if (query.Cause is { } cause) outages = outages.Where(o => o.Cause == cause);
        if (query.SiteId is { } site) outages = outages.Where(o => o.SiteId == site);
        if (query.SupplierId is { } supplier) outages = outages.Where(o => o.SupplierId == supplier);
        if (query.DeviceId is { } device) outages = outages.Where(o => o.DeviceId == device);
        return outages;
    }
}
