using Domain.Calendar;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Violations;

/// <summary>Which violations are asked for.</summary>
public sealed record ViolationQuery
{
    /// <summary>Part of the site's or contractor's name, or of an order's or decision's number.</summary>
    public string? Text { get; init; }

    public ViolationKind? Kind { get; init; }
    public ViolationStatus? Status { get; init; }

    /// <summary>Only what is not over.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only what has an order whose deadline passed without an answer, and is not over.</summary>
    public bool OverdueOnly { get; init; }

    public string? RegionCode { get; init; }
    public long? SiteId { get; init; }
    public long? ContractorId { get; init; }

    /// <summary>First Shanghai day of recording.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last Shanghai day of recording.</summary>
    public DateOnly? Until { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list; members as in <see cref="Violation"/>.</summary>
/// <param name="OrderNumber">Of the last order.</param>
/// <param name="DueOn">Of the last order.</param>
/// <param name="Overdue">Whether the last order's deadline passed without an answer.</param>
public sealed record ViolationRow(
    long Id, ViolationKind Kind, Discovery Discovery, ViolationStatus Status, long SiteId, string SiteName, string RegionCode, long ContractorId, string ContractorName,
    string AuthorityName, DateTimeOffset FoundAt, DateTimeOffset RecordedAt, string? OrderNumber, DateOnly? DueOn, bool Overdue, string? DecisionNumber, int Points,
    decimal? Fine, DateTimeOffset? ClosedAt);

/// <summary>The list of violations, within what the reader may see.</summary>
public sealed class ViolationLists(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>The newest first, unless the page asks for another order (site, due).</summary>
    public async Task<PageOf<ViolationRow>> ListAsync(Actor actor, ViolationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = Find(db, actor, query);
        var total = await found.CountAsync(cancellationToken);
        return new PageOf<ViolationRow>(await Rows(db, Sort(found, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)).ToListAsync(cancellationToken), total);
    }

    /// <summary>All that the query finds, in the list's order.</summary>
    public static RowExport<ViolationRow> Export(Actor actor, ViolationQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Actor = actor,
            Action = "violation.export",
            Filters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["text"] = query.Text,
                ["kind"] = query.Kind,
                ["state"] = query.Status,
                ["open"] = query.OverdueOnly ? "overdue" : query.OpenOnly ? "open" : null,
                ["county"] = query.RegionCode,
                ["site"] = query.SiteId,
                ["contractor"] = query.ContractorId,
                ["from"] = query.From,
                ["until"] = query.Until,
            },
            Rows = (db, most) => Rows(db, Sort(Find(db, actor, query), query.Page).Take(most)),
        };
    }

    private static IQueryable<Violation> Sort(IQueryable<Violation> found, PageRequest page)
    {
        var sorted = (page.Sort, page.Descending) switch
        {
            ("site", false) => found.OrderBy(v => v.Site.Name),
            ("site", true) => found.OrderByDescending(v => v.Site.Name),
            ("due", false) => found.OrderBy(v => v.Orders.Max(o => (DateOnly?)o.DueOn) == null).ThenBy(v => v.Orders.Max(o => (DateOnly?)o.DueOn)),
            ("due", true) => found.OrderBy(v => v.Orders.Max(o => (DateOnly?)o.DueOn) == null).ThenByDescending(v => v.Orders.Max(o => (DateOnly?)o.DueOn)),
            _ => found.OrderByDescending(v => v.RecordedAt),
        };
        return sorted.ThenByDescending(v => v.Id);
    }

    /// <summary>The cases that a query asks for, within what the actor may see; for lists and exports.</summary>
    internal static IQueryable<Violation> Find(PortalDbContext db, Actor actor, ViolationQuery query)
    {
        var found = db.Set<Violation>().AsNoTracking().VisibleTo(db, actor);
        if (query.Kind is { } kind) found = found.Where(v => v.Kind == kind);
        if (query.Status is { } status) found = found.Where(v => v.Status == status);
        if (query.OpenOnly || query.OverdueOnly)
            found = found.Where(v => v.Status != ViolationStatus.Dismissed && v.Status != ViolationStatus.Rectified && v.Status != ViolationStatus.Sanctioned);
        if (query.OverdueOnly) found = found.Where(v => v.Orders.Any(o => o.OverdueAt != null && o.Ordinal == v.Orders.Max(last => last.Ordinal)));
        if (!string.IsNullOrEmpty(query.RegionCode)) found = found.Where(v => v.Site.RegionCode == query.RegionCode);
        if (query.SiteId is { } site) found = found.Where(v => v.SiteId == site);
        if (query.ContractorId is { } contractor) found = found.Where(v => v.ContractorId == contractor);
        if (query.From is { } from)
        {
            var start = WorkingCalendar.StartOfDay(from);
            found = found.Where(v => v.RecordedAt >= start);
        }

        if (query.Until is { } until && until < DateOnly.MaxValue)
        {
            var end = WorkingCalendar.StartOfDay(until.AddDays(1));
            found = found.Where(v => v.RecordedAt < end);
        }

        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            found = found.Where(v => EF.Functions.Like(v.Site.Name, like, LikePattern.Escape)
                || db.Set<Organization>().Any(o => o.Id == v.ContractorId && EF.Functions.Like(o.Name, like, LikePattern.Escape))
                || v.Orders.Any(o => EF.Functions.Like(o.Number, like, LikePattern.Escape))
                || (v.DecisionNumber != null && EF.Functions.Like(v.DecisionNumber, like, LikePattern.Escape)));
        }

        return found;
    }

    /// <summary>Rows of cases, in the cases' order.</summary>
    internal static IQueryable<ViolationRow> Rows(PortalDbContext db, IQueryable<Violation> violations) => violations.Select(v => new ViolationRow(
        v.Id, v.Kind, v.Discovery, v.Status, v.SiteId, v.Site.Name, v.Site.RegionCode, v.ContractorId,
        db.Set<Organization>().Where(o => o.Id == v.ContractorId).Select(o => o.Name).First(),
        db.Set<Organization>().Where(o => o.Id == v.AuthorityId).Select(o => o.Name).First(),
        v.FoundAt, v.RecordedAt,
        v.Orders.OrderByDescending(o => o.Ordinal).Select(o => o.Number).FirstOrDefault(),
        v.Orders.OrderByDescending(o => o.Ordinal).Select(o => (DateOnly?)o.DueOn).FirstOrDefault(),
        v.Orders.Any(o => o.OverdueAt != null && o.Ordinal == v.Orders.Max(last => last.Ordinal)),
        v.DecisionNumber, v.Points, v.Fine, v.ClosedAt));
}
