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

    /// <summary>The days from <paramref name="from"/> on. Everyone signed in sees how full a day is; names only the operator.</summary>
    public async Task<IReadOnlyList<BoardDay>> DaysAsync(Actor actor, DateOnly from, int days, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var until = from.AddDays(Math.Clamp(days, 1, 92));
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var special = await db.Set<DebugDay>().AsNoTracking().Where(d => d.Date >= from && d.Date < until).ToDictionaryAsync(d => d.Date, cancellationToken);
        var visible = db.Set<Site>().Where(VisibleSites.For(actor));
        var taken = await (
            from slot in db.Set<DebugSlot>()
            where slot.Date >= @from && slot.Date < until
            join application in db.Set<AccessApplication>() on slot.ApplicationId equals application.Id
            join site in visible on application.SiteId equals site.Id
            orderby slot.Ordinal
            select new { slot.Date, slot.Ordinal, application.Id, application.Number, site.Name, application.Track }).ToListAsync(cancellationToken);
        var keys = taken.Select(t => AccessScope.BusinessKey(t.Id)).ToList();
        var steps = await db.Set<WorkItem>().Where(w => keys.Contains(w.BusinessKey) && w.Status == WorkItemStatus.Open)
            .Select(w => new { w.BusinessKey, w.NodeId }).ToListAsync(cancellationToken);

        return [.. Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(from.AddDays).Select(day =>
        {
            special.TryGetValue(day, out var own);
            var working = calendar.IsWorkingDay(day);
            return new BoardDay(day, working, own?.Capacity ?? (working ? options.Value.DailySlots : 0), own?.Note, [.. taken
                .Where(t => t.Date == day)
                .Select(t => new BoardSlot(
                    t.Ordinal, t.Id, t.Number!, t.Name, t.Track!.Track, steps.Find(s => s.BusinessKey == AccessScope.BusinessKey(t.Id))?.NodeId))]);
        })];
    }

    /// <summary>Gives or moves a place.</summary>
    /// <exception cref="DomainException">
    /// work-item.*, actor.not-allowed, slot.date-past, slot.not-a-working-day, slot.day-full (date, capacity), slot.taken-meanwhile, slot.too-late-to-move.
    /// </exception>
    public async Task AssignAsync(AssignDebugSlot request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Keepers, cancellationToken);
        if (request.Date < WorkingCalendar.ShanghaiDate(now)) throw new DomainException("slot.date-past");
        var calendar = await calendars.CurrentAsync(cancellationToken);
        if (!calendar.IsWorkingDay(request.Date)) throw new DomainException("slot.not-a-working-day", request.Date);

        var application = await db.Set<AccessApplication>().RequireAsync(db, request.Actor, request.ApplicationId, cancellationToken);
        var held = await HoldAsync(db, request, cancellationToken);
        var own = await db.Set<DebugDay>().AsNoTracking().SingleOrDefaultAsync(d => d.Date == request.Date, cancellationToken);
        var old = await db.Set<DebugSlot>().SingleOrDefaultAsync(s => s.ApplicationId == application.Id, cancellationToken);
        var taken = await db.Set<DebugSlot>().Where(s => s.Date == request.Date && s.ApplicationId != application.Id)
            .Select(s => s.Ordinal).ToListAsync(cancellationToken);
        var ordinal = DebugSlot.FirstFree(taken, own?.Capacity ?? options.Value.DailySlots, request.Date);
        if (old is not null) db.Remove(old);
        var slot = new DebugSlot(request.Date, ordinal, application.Id, request.Actor.AccountId, now);
        await db.AddAsync(slot, cancellationToken);
        await db.AddRangeAsync(AccessNotices.SlotGiven(application, slot.Id, request.Date, now), cancellationToken);
        if (held is not null) await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = "assign" }, cancellationToken);
        try
        {
            await ProcessEngine.SaveAsync(db, held, cancellationToken);
        }
        catch (DomainException e) when (e.Code == "case.changed-meanwhile")
        {
            throw new DomainException("slot.taken-meanwhile");
        }
    }

    /// <summary>Says that a day takes more or fewer deliveries than usual.</summary>
    /// <exception cref="DomainException">actor.not-allowed, slot.capacity-out-of-range, slot.capacity-below-taken.</exception>
    public async Task SetCapacityAsync(Actor actor, DateOnly date, int capacity, string? note, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var highest = await db.Set<DebugSlot>().Where(s => s.Date == date).MaxAsync(s => (int?)s.Ordinal, cancellationToken) ?? 0;
        if (capacity < highest) throw new DomainException("slot.capacity-below-taken", highest);
        var own = await db.Set<DebugDay>().SingleOrDefaultAsync(d => d.Date == date, cancellationToken);
        if (own is null) await db.AddAsync(new DebugDay(date, capacity, note), cancellationToken);
        else own.Change(capacity, note);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The item to complete; for a move, that nothing has been delivered yet.</summary>
    private static async Task<HeldItem?> HoldAsync(PortalDbContext db, AssignDebugSlot request, CancellationToken cancellationToken)
    {
        var key = AccessScope.BusinessKey(request.ApplicationId);
        if (request.WorkItemId is { } id)
        {
            var held = await ProcessEngine.HoldAsync(db, id, request.Actor, cancellationToken);
            return held.Item.NodeId == "slotAssignment" && held.Item.BusinessKey == key ? held : throw new DomainException("work-item.not-yours");
        }

        var waits = await db.Set<WorkItem>().AnyAsync(w => w.BusinessKey == key && w.NodeId == "delivery" && w.Status == WorkItemStatus.Open, cancellationToken);
        return waits ? null : throw new DomainException("slot.too-late-to-move");
    }
}
