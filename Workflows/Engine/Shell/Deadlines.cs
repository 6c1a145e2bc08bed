using System.Globalization;
using Domain;
using Domain.Calendar;
using Domain.Engine;
using Infrastructure.Database;
using Infrastructure.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;

namespace Workflows.Engine.Shell;

/// <summary>
/// Keeps the stored deadlines and working-day timers of running cases true to the calendar. Each case that changes gets a line in its
/// history with the old date and the new one.
/// </summary>
public sealed class Deadlines(IDbContextFactory<PortalDbContext> databases, Calendars calendars, TimeProvider time)
{
    /// <summary>The rule that the history names.</summary>
    public const string CalendarChanged = "calendar.changed";

    private const int PageSize = 200;

    /// <summary>A node may reckon by the old calendar for some seconds after a change; until then a follow-up is done again.</summary>
    private static readonly TimeSpan SeenEverywhere = TimeSpan.FromMinutes(1);

    /// <summary>Recomputes if the calendar changed since the last time.</summary>
    /// <returns>How many cases changed.</returns>
    /// <exception cref="AggregateException">Cases that could not be recomputed; the others were, and the follow-up stays.</exception>
    public async Task<int> FollowCalendarAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var begun = time.GetUtcNow();
        var followUps = await db.Set<CalendarFollowUp>().AsNoTracking().ToListAsync(cancellationToken);
        if (followUps.Count == 0) return 0;
        var changed = await RecomputeAsync(cancellationToken);
        var settled = followUps.Where(f => f.ChangedAt + SeenEverywhere <= begun).Select(f => f.Id).ToList();
        await db.Set<CalendarFollowUp>().Where(f => settled.Contains(f.Id)).ExecuteDeleteAsync(cancellationToken);
        return changed;
    }

    /// <summary>Recomputes every open deadline and every working-day timer. Doing it again changes nothing more.</summary>
    /// <returns>How many cases changed.</returns>
    /// <exception cref="AggregateException">Cases that could not be recomputed; the others were.</exception>
    public async Task<int> RecomputeAsync(CancellationToken cancellationToken = default)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var (last, changed) = (0L, 0);
        List<Exception> failures = [];
        for (; ; )
        {
            var (ids, outdated) = await OutdatedAsync(last, calendar, failures, cancellationToken);
            if (ids.Count == 0) break;
            last = ids[^1];
            var queue = new Queue<long>(outdated);
            try
            {
                changed += await OneByOne.RunAsync(
                    _ => Task.FromResult(queue.TryDequeue(out var id) ? [id] : new List<long>()),
                    id => Contention.RetryAsync(() => RecomputeAsync(id, calendar, cancellationToken), cancellationToken),
                    cancellationToken);
            }
            catch (AggregateException e)
            {
                failures.AddRange(e.InnerExceptions);
            }
        }

        return failures.Count == 0 ? changed : throw new AggregateException(failures);
    }

    /// <summary>Reads the next cases without locking or tracking anything, and says which of them the calendar contradicts.</summary>
    private async Task<(List<long> Read, List<long> Outdated)> OutdatedAsync(
        long after, WorkingCalendar calendar, List<Exception> failures, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var cases = await db.Set<ProcessInstance>().AsNoTracking()
            .Where(i => i.Id > after && i.Status == InstanceStatus.Running).OrderBy(i => i.Id).Take(PageSize).ToListAsync(cancellationToken);
        var ids = cases.ConvertAll(i => i.Id);
        var items = (await Deadlined(db, ids).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(w => w.InstanceId);
        var timers = (await InWorkingDays(db, ids).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(t => t.InstanceId);
        List<long> outdated = [];
        foreach (var instance in cases)
        {
            try
            {
                if (Moves(instance, items[instance.Id], timers[instance.Id], calendar).Count > 0) outdated.Add(instance.Id);
            }
            catch (Exception e) when (e is DomainException or System.Text.Json.JsonException)
            {
                failures.Add(new InvalidOperationException($"Case {instance.BusinessKey}: {e.Message}", e));
            }
        }

        return (ids, outdated);
    }

    private async Task<bool> RecomputeAsync(long instanceId, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = UtcMicroseconds.Cut(time.GetUtcNow());
        var instance = await db.Set<ProcessInstance>().SingleAsync(i => i.Id == instanceId, cancellationToken);
        var items = await Deadlined(db, [instanceId]).ToListAsync(cancellationToken);
        var timers = await InWorkingDays(db, [instanceId]).ToListAsync(cancellationToken);
        var moves = Moves(instance, items, timers, calendar);
        if (moves.Count == 0) return false;
        var history = instance.HistoryCount;
        foreach (var move in moves)
        {
            if (move.Item is { } item) StepApplier.SetDeadline(item, move.Clock!, now, calendar);
            else move.Timer!.Move(move.New);
            var facts = new HistoryFacts
            {
                Action = "deadline",
                At = now,
                Rule = CalendarChanged,
                NodeId = move.Item?.NodeId ?? move.Timer!.NodeId,
                Comment = $"{Day(move.Old)} → {Day(move.New)}",
            };
            await db.AddAsync(new HistoryEntry(instance, ++history, facts), cancellationToken);
        }

        instance.Move(instance.State, history);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
        return true;
    }

    private static List<Move> Moves(ProcessInstance instance, IEnumerable<WorkItem> items, IEnumerable<ProcessTimer> timers, WorkingCalendar calendar)
    {
        ProcessState? state = null;
        List<Move> moves = [];
        foreach (var item in items)
        {
            state ??= EngineJson.ReadState(instance.State);
            if (state.Clocks.FirstOrDefault(c => c.Id == item.ClockName) is not { } clock) continue;
            if (DueDates.Of(clock, calendar) is { } due && due != item.DueAt) moves.Add(new Move(item.DueAt!.Value, due) { Item = item, Clock = clock });
        }

        foreach (var timer in timers)
        {
            var due = calendar.DeadlineAfter(timer.BaseAt, timer.WorkingDays!.Value);
            if (due != timer.DueAt) moves.Add(new Move(timer.DueAt, due) { Timer = timer });
        }

        return moves;
    }

    private static IQueryable<WorkItem> Deadlined(PortalDbContext db, List<long> instances) =>
        db.Set<WorkItem>().Where(w => instances.Contains(w.InstanceId) && w.Status == WorkItemStatus.Open && w.DueAt != null).OrderBy(w => w.Id);

    private static IQueryable<ProcessTimer> InWorkingDays(PortalDbContext db, List<long> instances) =>
        db.Set<ProcessTimer>().Where(t => instances.Contains(t.InstanceId) && t.WorkingDays != null).OrderBy(t => t.Id);

    /// <summary>Both are ends of days; people name the day.</summary>
    private static string Day(DateTimeOffset end) =>
        WorkingCalendar.ShanghaiDate(end.AddTicks(-1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Move(DateTimeOffset Old, DateTimeOffset New)
    {
        public WorkItem? Item { get; init; }

        public ProcessClock? Clock { get; init; }

        public ProcessTimer? Timer { get; init; }
    }
}
