using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Inbox;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Insights;

/// <summary>Which deadlines are asked for.</summary>
public sealed record DeadlineQuery
{
    /// <summary>Part of the site's name.</summary>
    public string? Text { get; init; }

    public string? RegionCode { get; init; }

    public InboxStep? Step { get; init; }

    public DeadlineState State { get; init; }

    public PageRequest Page { get; init; } = new();
}

public enum DeadlineState
{
    /// <summary>Overdue or due soon.</summary>
    AtRisk,
    Overdue,

    /// <summary>Due by the end of the next working day.</summary>
    DueSoon,

    /// <summary>Every open step with a deadline.</summary>
    All,
}

/// <summary>An open step with its deadline.</summary>
/// <param name="HolderName">The organization that has to act.</param>
/// <param name="RemainingDays">Working days left after today, negative when overdue; null where the calendar is not loaded.</param>
public sealed record DeadlineRow(
    long WorkItemId, string BusinessKey, string DefinitionKey, string NodeId, string Subject, string RegionCode, string HolderName, Role Role,
    DateTimeOffset OpenedAt, DateOnly DueDate, bool Past, int? RemainingDays);

/// <summary>Open steps of all chains that run on a clock, whoever has to act: what a regulator watches over in its region.</summary>
public sealed class DeadlineList(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    public static readonly IReadOnlySet<Role> Readers = new HashSet<Role> { Role.CityOfficer, Role.CountyOfficer };

    /// <summary>The most urgent first.</summary>
    /// <exception cref="Domain.DomainException">actor.not-allowed, actor.stand-in.</exception>
    public async Task<PageOf<DeadlineRow>> ListAsync(Actor actor, DeadlineQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [.. Readers], cancellationToken);
        var items = Running(db, actor);
        var soon = DueSoon.Until(calendar, now);
        items = query.State switch
        {
            DeadlineState.Overdue => items.Where(w => w.DueAt <= now),
            DeadlineState.DueSoon => items.Where(w => w.DueAt > now && w.DueAt <= soon),
            DeadlineState.AtRisk => items.Where(w => w.DueAt <= soon),
            _ => items,
        };
        if (!string.IsNullOrEmpty(query.RegionCode)) items = items.Where(w => w.RegionCode == query.RegionCode);
        if (query.Step is { } step) items = items.Where(w => w.DefinitionKey == step.DefinitionKey && w.NodeId == step.NodeId);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            items = items.Where(w => EF.Functions.Like(w.Subject, like, LikePattern.Escape));
        }

        var total = await items.CountAsync(cancellationToken);
        var rows = await (
            from item in items
            join holder in db.Set<Organization>() on item.OrganizationId equals holder.Id
            orderby item.DueAt, item.Id
            select new { item, holder.Name }).Skip(query.Page.Skip).Take(query.Page.Size).ToListAsync(cancellationToken);
        var today = WorkingCalendar.ShanghaiDate(now);
        return new PageOf<DeadlineRow>([.. rows.Select(r =>
        {
            var (w, due) = (r.item, WorkingCalendar.ShanghaiDate(r.item.DueAt!.Value.AddTicks(-1)));
            return new DeadlineRow(
                w.Id, w.BusinessKey, w.DefinitionKey, w.NodeId, w.Subject, w.RegionCode, r.Name, w.Role, w.OpenedAt, due, w.DueAt <= now,
                DueSoon.IfLoaded(() => calendar.WorkingDaysBetween(today, due)));
        })], total);
    }

    /// <summary>The steps that some open deadline of the region is at.</summary>
    /// <exception cref="Domain.DomainException">actor.not-allowed, actor.stand-in.</exception>
    public async Task<IReadOnlyList<InboxStep>> StepsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [.. Readers], cancellationToken);
        return await Running(db, actor).Select(w => new { w.DefinitionKey, w.NodeId }).Distinct().OrderBy(n => n.DefinitionKey).ThenBy(n => n.NodeId)
            .Select(n => new InboxStep(n.DefinitionKey, n.NodeId)).ToListAsync(cancellationToken);
    }

    internal static async Task<IReadOnlyList<DeadlineCount>> CountAsync(PortalDbContext db, Actor actor, DateTimeOffset soon, DateTimeOffset now) =>
        await Running(db, actor).Where(w => w.DueAt <= soon).GroupBy(w => new { w.RegionCode, w.DefinitionKey, w.NodeId })
            .Select(g => new DeadlineCount(g.Key.RegionCode, g.Key.DefinitionKey, g.Key.NodeId, g.Count(w => w.DueAt <= now), g.Count(w => w.DueAt > now)))
            .ToListAsync();

    private static IQueryable<WorkItem> Running(PortalDbContext db, Actor actor)
    {
        var sites = db.Set<Site>().Where(VisibleSites.For(actor));
        return db.Set<WorkItem>().AsNoTracking().Where(w => w.Status == WorkItemStatus.Open && w.DueAt != null && sites.Any(s => s.Id == w.SiteId));
    }
}
