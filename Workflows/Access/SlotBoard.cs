using Domain;
using Domain.Access;
using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Calendar;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Access;

/// <summary>Settings of the access chain (configuration section "Access").</summary>
public sealed class AccessOptions
{
    /// <summary>Deliveries that the operator takes on one day, unless the day says otherwise.</summary>
    public int DailySlots { get; set; } = 4;
}

/// <summary>Gives an application a place on the board.</summary>
public sealed record AssignDebugSlot
{
    public required Actor Actor { get; init; }

    /// <summary>The item slotAssignment, or null to move a place given before.</summary>
    public long? WorkItemId { get; init; }

    public required long ApplicationId { get; init; }
    public required DateOnly Date { get; init; }
}

/// <summary>One day of the board.</summary>
public sealed record BoardDay(DateOnly Date, bool IsWorkingDay, int Capacity, string? Note, IReadOnlyList<BoardSlot> Slots);

/// <summary>One taken place.</summary>
public sealed record BoardSlot(int Ordinal, long ApplicationId, string Number, string SiteName, AccessTrack Track, string? Step);

/// <summary>The operator's board: which delivery comes on which day. No day takes more than its capacity.</summary>
public sealed class SlotBoard(
    IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, Calendars calendars, IOptions<AccessOptions> options, TimeProvider time)
{
    private static readonly Role[] Keepers = [Role.OperatorEngineer];

    /// <summary>The days of the actor's own board, from <paramref name="from"/> on. A day of a year without calendar takes nothing.</summary>
    /// <exception cref="DomainException">actor.not-allowed.</exception>
    public async Task<IReadOnlyList<BoardDay>> DaysAsync(Actor actor, DateOnly from, int days, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var until = from.AddDays(Math.Clamp(days, 1, 92));
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var board = actor.OrganizationId;
        var special = await db.Set<DebugDay>().AsNoTracking().Where(d => d.OperatorId == board && d.Date >= from && d.Date < until)
            .ToDictionaryAsync(d => d.Date, cancellationToken);
        var taken = await (
            from slot in db.Set<DebugSlot>()
            where slot.OperatorId == board && slot.Date >= @from && slot.Date < until
            join application in db.Set<AccessApplication>() on slot.ApplicationId equals application.Id
            join site in db.Set<Site>() on application.SiteId equals site.Id
            orderby slot.Ordinal
            select new { slot.Date, slot.Ordinal, application.Id, application.Number, site.Name, application.TrackKind }).ToListAsync(cancellationToken);
        var keys = taken.Select(t => AccessScope.BusinessKey(t.Id)).ToList();
        var steps = await db.Set<WorkItem>().Where(w => keys.Contains(w.BusinessKey) && w.Status == WorkItemStatus.Open)
            .Select(w => new { w.BusinessKey, w.NodeId }).ToListAsync(cancellationToken);

        return [.. Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(from.AddDays).Select(day =>
        {
            special.TryGetValue(day, out var own);
            var working = calendar.Years.Contains(day.Year) && calendar.IsWorkingDay(day);
            return new BoardDay(day, working, working ? own?.Capacity ?? options.Value.DailySlots : 0, own?.Note, [.. taken
                .Where(t => t.Date == day)
                .Select(t => new BoardSlot(
                    t.Ordinal, t.Id, t.Number!, t.Name, t.TrackKind!.Value, steps.Find(s => s.BusinessKey == AccessScope.BusinessKey(t.Id))?.NodeId))]);
        })];
    }

    /// <summary>Gives or moves a place.</summary>
    /// <exception cref="DomainException">
    /// work-item.*, actor.not-allowed, slot.date-past, slot.not-a-working-day, slot.day-full (date, capacity), slot.taken-meanwhile, slot.too-late-to-move.
    /// </exception>
    public Task AssignAsync(AssignDebugSlot request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.NamedAsync("slot.taken-meanwhile", () => Contention.RetryAsync(() => TryAssignAsync(request, cancellationToken), cancellationToken));
    }

    private async Task TryAssignAsync(AssignDebugSlot request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Keepers, cancellationToken);
        if (request.Date < WorkingCalendar.ShanghaiDate(now)) throw new DomainException("slot.date-past");
        var calendar = await calendars.CurrentAsync(cancellationToken);
        if (!calendar.IsWorkingDay(request.Date)) throw new DomainException("slot.not-a-working-day", request.Date);

        var application = await db.Set<AccessApplication>().RequireAsync(db, request.Actor, request.ApplicationId, cancellationToken);
        var held = await HoldAsync(db, request, cancellationToken);
        await ProcessEngine.ActAsync(db, held, () => AssignAsync(db, request, application, held, now, cancellationToken), cancellationToken);
    }

    private async Task AssignAsync(
        PortalDbContext db, AssignDebugSlot request, AccessApplication application, HeldItem? held, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = await DayAsync(db, request.Actor.OrganizationId, request.Date, cancellationToken);
        var old = await db.Set<DebugSlot>().SingleOrDefaultAsync(s => s.ApplicationId == application.Id, cancellationToken);
        var taken = await db.Set<DebugSlot>().Where(s => s.OperatorId == day.OperatorId && s.Date == day.Date && s.ApplicationId != application.Id)
            .Select(s => s.Ordinal).ToListAsync(cancellationToken);
        var ordinal = day.FirstFree(taken, options.Value.DailySlots);
        if (old is not null) db.Remove(old);
        var slot = new DebugSlot(day, ordinal, application.Id, request.Actor.AccountId, request.Actor.Name, now);
        await db.AddAsync(slot, cancellationToken);
        await db.AddRangeAsync(AccessNotices.SlotGiven(application, slot.Id, request.Date, now), cancellationToken);
        if (held is not null) await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "assign" }, cancellationToken);
    }

    /// <summary>Says that a day of the actor's own board takes more or fewer deliveries than usual.</summary>
    /// <exception cref="DomainException">
    /// actor.not-allowed, slot.not-a-working-day, calendar.year-missing, slot.capacity-out-of-range, slot.capacity-below-taken.
    /// </exception>
    public Task SetCapacityAsync(Actor actor, DateOnly date, int capacity, string? note, CancellationToken cancellationToken = default) =>
        Contention.RetryAsync(async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
            var calendar = await calendars.CurrentAsync(cancellationToken);
            if (!calendar.IsWorkingDay(date)) throw new DomainException("slot.not-a-working-day", date);
            var day = await DayAsync(db, actor.OrganizationId, date, cancellationToken);
            var taken = await db.Set<DebugSlot>().CountAsync(s => s.OperatorId == day.OperatorId && s.Date == date, cancellationToken);
            day.Change(capacity, note, taken);
            await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        }, cancellationToken);

    /// <summary>The day, to be saved whatever is done on it.</summary>
    private static async Task<DebugDay> DayAsync(PortalDbContext db, long board, DateOnly date, CancellationToken cancellationToken)
    {
        var day = await db.Set<DebugDay>().SingleOrDefaultAsync(d => d.OperatorId == board && d.Date == date, cancellationToken);
        if (day is null) await db.AddAsync(day = new DebugDay(board, date), cancellationToken);
        else db.Entry(day).Property(d => d.Note).IsModified = true;
        return day;
    }

    /// <summary>The item to complete; for a move, that it is on this board and nothing has been delivered yet.</summary>
    private static async Task<HeldItem?> HoldAsync(PortalDbContext db, AssignDebugSlot request, CancellationToken cancellationToken)
    {
        var key = AccessScope.BusinessKey(request.ApplicationId);
        if (request.WorkItemId is { } id)
        {
            var held = await AccessScope.HoldAsync(db, id, request.Actor, ["slotAssignment"], cancellationToken);
            return held.Item.BusinessKey == key ? held : throw new DomainException("work-item.not-yours");
        }

        var board = request.Actor.OrganizationId;
        var waits = await db.Set<WorkItem>().AnyAsync(
            w => w.BusinessKey == key && w.NodeId == "delivery" && w.Status == WorkItemStatus.Open && w.OrganizationId == board, cancellationToken);
        return waits ? null : throw new DomainException("slot.too-late-to-move");
    }
}
