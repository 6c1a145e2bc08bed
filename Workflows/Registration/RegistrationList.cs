using System.Globalization;
using Domain.Calendar;
using Domain.Devices;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Registration;

/// <summary>The list of registrations, within what the reader may see.</summary>
public sealed class RegistrationList(IDbContextFactory<PortalDbContext> databases)
{
    public async Task<PageOf<RegistrationRow>> ListAsync(Actor actor, RegistrationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = Matching(db, actor, query);
        var total = await found.CountAsync(cancellationToken);
        var page = await Rows(db, Sorted(found, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)).ToListAsync(cancellationToken);
        return new PageOf<RegistrationRow>(page, total);
    }

    /// <summary>How many wait for going live, among those that the reader sees.</summary>
    public async Task<int> PendingAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<DeviceRegistration>().VisibleTo(db, actor).CountAsync(r => r.State == RegistrationState.PendingGoLive, cancellationToken);
    }

    /// <summary>Sites that the one-stop service did not take so far, among those that the reader sees; the oldest failures first, at most 20.</summary>
    public async Task<IReadOnlyList<UnreportedSite>> UnreportedAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Set<DeviceRegistration>().VisibleTo(db, actor);
        return await (
            from muck in db.Set<MuckSite>()
            where muck.NextReportAt != null && muck.ReportAttempts > 0
            join site in db.Set<Site>() on muck.SiteId equals site.Id
            where visible.Any(r => r.SiteId == site.Id)
            orderby muck.ReportAttempts descending, site.Id
            select new UnreportedSite(visible.Where(r => r.SiteId == site.Id).Min(r => r.Id), site.Name, site.Number!)).Take(20).ToListAsync(cancellationToken);
    }

    /// <summary>The suppliers and departments that stand in the reader's list.</summary>
    public async Task<RegistrationChoices> ChoicesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var visible = db.Set<DeviceRegistration>().VisibleTo(db, actor);
        var suppliers = await db.Set<Organization>().Where(o => visible.Any(r => r.SupplierId == o.Id))
            .OrderBy(o => o.Name).Select(o => new NamedUnit(o.Id, o.Name)).ToListAsync(cancellationToken);
        var departments = await db.Set<Organization>()
            .Where(o => db.Set<MuckSite>().Any(m => m.DepartmentId == o.Id && visible.Any(r => r.SiteId == m.SiteId)))
            .OrderBy(o => o.Name).Select(o => new NamedUnit(o.Id, o.Name)).ToListAsync(cancellationToken);
        return new RegistrationChoices(suppliers, departments);
    }

    /// <summary>All that the filters find among the reader's, in the list's order.</summary>
    public static RowExport<RegistrationRow> Export(Actor actor, RegistrationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Actor = actor,
            Action = "registration.export",
            Filters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["state"] = query.State,
                ["from"] = query.From?.ToString("O", CultureInfo.InvariantCulture),
                ["until"] = query.Until?.ToString("O", CultureInfo.InvariantCulture),
                ["name"] = query.PointName,
                ["address"] = query.PointAddress,
                ["supplier"] = query.SupplierId,
                ["site"] = query.SiteId,
                ["department"] = query.DepartmentId,
                ["level"] = query.Level,
                ["number"] = query.AccessNumber,
            },
            Rows = (db, most) => Rows(db, Sorted(Matching(db, actor, query), query.Page).Take(most)),
        };
    }

    private static IQueryable<DeviceRegistration> Matching(PortalDbContext db, Actor actor, RegistrationQuery query)
    {
        var found = db.Set<DeviceRegistration>().AsNoTracking().VisibleTo(db, actor);
        if (query.State is { } state) found = found.Where(r => r.State == state);
        if (query.SupplierId is { } supplier) found = found.Where(r => r.SupplierId == supplier);
        if (query.SiteId is { } site) found = found.Where(r => r.SiteId == site);
        if (query.DepartmentId is { } department) found = found.Where(r => db.Set<MuckSite>().Any(m => m.SiteId == r.SiteId && m.DepartmentId == department));
        if (query.Level is { } level) found = found.Where(r => db.Set<MuckSite>().Any(m => m.SiteId == r.SiteId && m.ManagementLevel == level));
        if (query.From is { } from)
        {
            var start = WorkingCalendar.StartOfDay(from);
            found = found.Where(r => r.AppliedAt >= start);
        }

        if (query.Until is { } until)
        {
            var end = WorkingCalendar.StartOfDay(until.AddDays(1));
            found = found.Where(r => r.AppliedAt < end);
        }

        if (Like(query.AccessNumber) is { } number) found = found.Where(r => EF.Functions.Like(r.AccessNumber!, number, LikePattern.Escape));
        if (Like(query.PointName) is { } name) found = found.Where(r => EF.Functions.Like(r.PointName!, name, LikePattern.Escape));
        if (Like(query.PointAddress) is { } address) found = found.Where(r => EF.Functions.Like(r.PointAddress!, address, LikePattern.Escape));
        return found;

        static string? Like(string? text) => string.IsNullOrWhiteSpace(text) ? null : LikePattern.Containing(text.Trim());
    }

    private static IQueryable<RegistrationRow> Rows(PortalDbContext db, IQueryable<DeviceRegistration> registrations) => registrations.Select(r => new RegistrationRow(
        r.Id,
        PointType.ConstructionSite,
        r.AccessNumber,
        r.PointName,
        r.PointAddress,
        db.Set<Site>().Where(s => s.Id == r.SiteId).Select(s => s.RegionCode).FirstOrDefault(),
        db.Set<Site>().Where(s => s.Id == r.SiteId).Select(s => s.Number).FirstOrDefault(),
        r.State,
        db.Set<Organization>().Where(o => o.Id == r.ContractorId).Select(o => o.Name).First(),
        db.Set<Organization>().Where(o => o.Id == r.SupplierId).Select(o => o.Name).FirstOrDefault(),
        db.Set<Organization>().Where(o => db.Set<MuckSite>().Any(m => m.SiteId == r.SiteId && m.DepartmentId == o.Id)).Select(o => o.Name).FirstOrDefault(),
        db.Set<MuckSite>().Where(m => m.SiteId == r.SiteId).Select(m => m.ManagementLevel).FirstOrDefault(),
        db.Set<Device>().Count(d => d.RegistrationId == r.Id),
        r.AppliedAt,
        r.LiveAt,
        r.Longitude,
        r.Latitude));

    private static IOrderedQueryable<DeviceRegistration> Sorted(IQueryable<DeviceRegistration> found, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("name", false) => found.OrderBy(r => r.PointName).ThenBy(r => r.Id),
        ("name", true) => found.OrderByDescending(r => r.PointName).ThenBy(r => r.Id),
        ("number", false) => found.OrderBy(r => r.AccessNumber == null).ThenBy(r => r.AccessNumber).ThenBy(r => r.Id),
        ("number", true) => found.OrderBy(r => r.AccessNumber == null).ThenByDescending(r => r.AccessNumber).ThenBy(r => r.Id),
        ("applied", false) => found.OrderBy(r => r.AppliedAt).ThenBy(r => r.Id),
        _ => found.OrderByDescending(r => r.AppliedAt).ThenByDescending(r => r.Id),
    };
}
