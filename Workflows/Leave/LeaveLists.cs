using Domain.Calendar;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Leave;

/// <summary>The lists of leaves and absences and the calendar, each within what the actor may see.</summary>
public sealed class LeaveLists(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>A month of a whole city has no more; beyond it filters help.</summary>
    public const int MaxAway = 1000;

    /// <summary>The newest first, unless the page asks for another order (site, from, to).</summary>
    public async Task<PageOf<LeaveRow>> ListAsync(Actor actor, LeaveQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var rows =
            from leave in db.Set<LeaveRequest>().AsNoTracking().VisibleTo(db, actor)
            join site in db.Set<Site>() on leave.SiteId equals site.Id
            join unit in db.Set<Organization>() on leave.UnitId equals unit.Id
            select new { leave, site, Unit = unit.Name };
        if (query.Status is { } status) rows = rows.Where(r => r.leave.Status == status);
        if (query.Post is { } post) rows = rows.Where(r => r.leave.Post == post);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.site.RegionCode == query.RegionCode);
        if (query.SiteId is { } siteId) rows = rows.Where(r => r.site.Id == siteId);
        if (query.AwayOnly) rows = rows.Where(r => r.leave.Status == LeaveStatus.Approved && r.leave.From <= now);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.site.Name, like, LikePattern.Escape) || EF.Functions.Like(r.leave.Number, like, LikePattern.Escape)
                || EF.Functions.Like(r.leave.PersonName, like, LikePattern.Escape) || EF.Functions.Like(r.leave.StandInName, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var sorted = (query.Page.Sort, query.Page.Descending) switch
        {
            ("site", false) => rows.OrderBy(r => r.site.Name),
            ("site", true) => rows.OrderByDescending(r => r.site.Name),
            ("from", false) => rows.OrderBy(r => r.leave.From),
            ("from", true) => rows.OrderByDescending(r => r.leave.From),
            ("to", false) => rows.OrderBy(r => r.leave.To),
            ("to", true) => rows.OrderByDescending(r => r.leave.To),
            _ => rows.OrderByDescending(r => r.leave.SubmittedAt),
        };
        var page = await sorted.ThenByDescending(r => r.leave.Id).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(r => new { r.leave, r.site.Name, r.site.RegionCode, r.Unit }).ToListAsync(cancellationToken);
        return new PageOf<LeaveRow>([.. page.Select(r => new LeaveRow(
            r.leave.Id, r.leave.Number, r.leave.SiteId, r.Name, r.RegionCode, r.leave.Post, r.Unit, r.leave.PersonName, r.leave.Kind, r.leave.From, r.leave.To,
            r.leave.Days, r.leave.StandInName, r.leave.Status, r.leave.NotReturnedAt(now), r.leave.Overdue))], total);
    }

    /// <summary>Who is away on a day of the month, by beginning: granted leaves as far as they were used, and those not returned from until now.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="month">Any day of the month (Shanghai).</param>
    /// <param name="regionCode">One county only.</param>
    /// <param name="siteId">One site only.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<AwayRow>> MonthAsync(
        Actor actor, DateOnly month, string? regionCode, long? siteId, CancellationToken cancellationToken = default)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var (start, end) = (WorkingCalendar.StartOfDay(first), WorkingCalendar.StartOfDay(first.AddMonths(1)));
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from leave in db.Set<LeaveRequest>().AsNoTracking().VisibleTo(db, actor)
            join site in db.Set<Site>() on leave.SiteId equals site.Id
            where leave.From < end && (((leave.Status == LeaveStatus.Returned || leave.Status == LeaveStatus.Closed) && leave.ReturnedAt > start)
                || (leave.Status == LeaveStatus.Approved && (leave.To > start || now > start)))
            select new { leave, site };
        if (!string.IsNullOrEmpty(regionCode)) rows = rows.Where(r => r.site.RegionCode == regionCode);
        if (siteId is { } only) rows = rows.Where(r => r.site.Id == only);
        var found = await rows.OrderBy(r => r.leave.From).ThenBy(r => r.leave.Id).Take(MaxAway)
            .Select(r => new { r.leave, r.site.Name, r.site.RegionCode }).ToListAsync(cancellationToken);
        return [.. found.Select(r =>
        {
            var notReturned = r.leave.NotReturnedAt(now);
            return new AwayRow(
                r.leave.Id, r.Name, r.RegionCode, r.leave.Post, r.leave.PersonName, r.leave.StandInName, r.leave.From, r.leave.To, r.leave.ReturnedAt ?? (notReturned ? now : r.leave.To),
                r.leave.Status, notReturned);
        })];
    }

    /// <summary>The register of absences, the newest first.</summary>
    public async Task<PageOf<AbsenceRow>> AbsencesAsync(Actor actor, AbsenceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sites = LeaveScope.Sites(db, actor);
        var rows =
            from absence in db.Set<AbsenceRecord>().AsNoTracking()
            join site in sites on absence.SiteId equals site.Id
            join leave in db.Set<LeaveRequest>() on absence.LeaveId equals leave.Id
            join unit in db.Set<Organization>() on absence.UnitId equals unit.Id
            select new { absence, site, leave.Number, Unit = unit.Name };
        if (query.OpenOnly) rows = rows.Where(r => r.absence.EndedAt == null);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.site.Name, like, LikePattern.Escape) || EF.Functions.Like(r.Unit, like, LikePattern.Escape)
                || EF.Functions.Like(r.absence.PersonName, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.absence.RecordedAt).ThenByDescending(r => r.absence.Id).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(r => new AbsenceRow(
                r.absence.LeaveId, r.Number, r.site.Name, r.site.RegionCode, r.absence.Post, r.Unit, r.absence.PersonName, r.absence.Since, r.absence.DueAt,
                r.absence.EndedAt)).ToListAsync(cancellationToken);
        return new PageOf<AbsenceRow>(page, total);
    }
}
