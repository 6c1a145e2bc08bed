using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Cases;
using Workflows.Organizations;

namespace Workflows.Inbox;

/// <summary>Which of the own items are asked for.</summary>
public sealed record InboxQuery
{
    public string? Text { get; init; }
    public InboxStep? Step { get; init; }
    public InboxFilter Filter { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;
}

public enum InboxFilter
{
    All,
    Overdue,

    /// <summary>Due today or on the next working day.</summary>
    DueSoon,

    /// <summary>Waiting for something other than a person.</summary>
    Waiting,

    /// <summary>Transferred by the actor to a colleague who has not acted yet.</summary>
    HandedOn,
}

/// <summary>A row of the inbox.</summary>
/// <param name="WorkItemId">The item.</param>
/// <param name="BusinessKey">The case.</param>
/// <param name="DefinitionKey">The chain.</param>
/// <param name="NodeId">The step.</param>
/// <param name="Kind">Task or wait.</param>
/// <param name="Subject">The site's name.</param>
/// <param name="RegionCode">The site's county.</param>
/// <param name="OpenedAt">When it came.</param>
/// <param name="DueDate">Last day (Shanghai); null without deadline.</param>
/// <param name="RemainingDays">Working days left after today: 0 on the last day, negative when overdue; null without deadline.</param>
/// <param name="AllowanceDays">Working days allowed.</param>
/// <param name="CanAssent">Whether it is a decision, so that several can be assented to at once.</param>
public sealed record InboxRow(
    long WorkItemId, string BusinessKey, string DefinitionKey, string NodeId, WorkItemKind Kind, string Subject, string RegionCode, DateTimeOffset OpenedAt,
    DateOnly? DueDate, int? RemainingDays, int? AllowanceDays, bool CanAssent);

/// <summary>The page of rows with the counts that the filters show.</summary>
public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, int Total, int All, int Overdue, int DueSoon, int Waiting, int HandedOn, IReadOnlyList<InboxStep> Steps);

/// <summary>A step of a chain that some of the own items are at.</summary>
public sealed record InboxStep(string DefinitionKey, string NodeId)
{
    /// <summary>As an address holds it: "access.countyReview".</summary>
    public static InboxStep? Parse(string? text) => text?.Split('.', 2) is [var chain, var node] ? new InboxStep(chain, node) : null;

    public override string ToString() => $"{DefinitionKey}.{NodeId}";
}

/// <summary>待办: what waits for the actor's role, the most urgent first.</summary>
public sealed class InboxReader(IDbContextFactory<PortalDbContext> databases, Chains chains, Calendars calendars, TimeProvider time)
{
    public async Task<InboxPage> ReadAsync(Actor actor, InboxQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(query);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();
        var today = WorkingCalendar.ShanghaiDate(now);
        var soon = DueSoon.Until(calendar, now);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (organization, role, account) = (actor.OrganizationId, actor.Role, actor.AccountId);
        var standing = Memberships.Standing(db, actor);
        var ofRole = db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.OrganizationId == organization && w.Role == role && w.Status == WorkItemStatus.Open && standing.Any());
        if (actor.StandIn is { SiteId: var site }) ofRole = ofRole.Where(w => w.SiteId == site);
        // What was handed to the absent person is the stand-in's too.
        var absent = actor.StandIn?.AbsentAccountId ?? account;
        var mine = ofRole.Where(w => w.AssigneeId == null || w.AssigneeId == account || w.AssigneeId == absent);
        var handedOn = ofRole.Where(w => w.TransferredBy == account && w.AssigneeId != account);
        var counts = await mine.GroupBy(_ => 1).Select(g => new
        {
            All = g.Count(),
            Overdue = g.Count(w => w.DueAt <= now),
            DueSoon = g.Count(w => w.DueAt > now && w.DueAt <= soon),
            Waiting = g.Count(w => w.Kind == WorkItemKind.Wait),
        }).SingleOrDefaultAsync(cancellationToken);
        var nodes = await mine.Select(w => new { w.DefinitionKey, w.NodeId }).Distinct().OrderBy(n => n.DefinitionKey).ThenBy(n => n.NodeId)
            .Select(n => new InboxStep(n.DefinitionKey, n.NodeId)).ToListAsync(cancellationToken);

        var rows = query.Filter switch
        {
            InboxFilter.Overdue => mine.Where(w => w.DueAt <= now),
            InboxFilter.DueSoon => mine.Where(w => w.DueAt > now && w.DueAt <= soon),
            InboxFilter.Waiting => mine.Where(w => w.Kind == WorkItemKind.Wait),
            InboxFilter.HandedOn => handedOn,
            _ => mine,
        };
        if (query.Step is { } step) rows = rows.Where(w => w.DefinitionKey == step.DefinitionKey && w.NodeId == step.NodeId);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(w => EF.Functions.Like(w.Subject, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows
            .OrderBy(w => w.DueAt == null).ThenBy(w => w.DueAt).ThenBy(w => w.OpenedAt).ThenBy(w => w.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .ToListAsync(cancellationToken);
        return new InboxPage(
            [.. page.Select(Row)], total, counts?.All ?? 0, counts?.Overdue ?? 0, counts?.DueSoon ?? 0, counts?.Waiting ?? 0,
            await handedOn.CountAsync(cancellationToken), nodes);

        InboxRow Row(WorkItem w)
        {
            DateOnly? due = w.DueAt is { } at ? WorkingCalendar.ShanghaiDate(at.AddTicks(-1)) : null;
            return new InboxRow(
                w.Id, w.BusinessKey, w.DefinitionKey, w.NodeId, w.Kind, w.Subject, w.RegionCode, w.OpenedAt, due,
                due is { } day ? DueSoon.IfLoaded(() => calendar.WorkingDaysBetween(today, day)) : null, w.AllowanceDays,
                w.Kind == WorkItemKind.Task && query.Filter != InboxFilter.HandedOn && chains.Find(w.DefinitionKey)?.IsDecision(w.NodeId) == true);
        }
    }
}
