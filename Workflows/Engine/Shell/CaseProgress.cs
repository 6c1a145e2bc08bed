using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;

namespace Workflows.Engine.Shell;

/// <summary>An open step.</summary>
/// <param name="WorkItemId">The item; only its holder can act on it.</param>
/// <param name="NodeId">The step in the chain.</param>
/// <param name="Kind">Task or wait.</param>
/// <param name="HolderName">The organization that has to act.</param>
/// <param name="Role">The role that has to act.</param>
/// <param name="Mine">Whether the reader is a holder.</param>
/// <param name="OpenedAt">When it came.</param>
/// <param name="Clock">Its deadline; null without one.</param>
/// <param name="Returns">For its holder: the steps that it can be given back to, as far as the chain goes; empty for others.</param>
public sealed record CaseStep(
    long WorkItemId, string NodeId, WorkItemKind Kind, string HolderName, Role Role, bool Mine, DateTimeOffset OpenedAt, ClockFacts? Clock,
    IReadOnlyList<ReturnChoice> Returns);

/// <summary>A step that a case can be given back to.</summary>
/// <param name="NodeId">The step.</param>
/// <param name="StraightBack">Whether it could hand straight back: nothing else runs that would have to be taken away.</param>
public sealed record ReturnChoice(string NodeId, bool StraightBack);

/// <summary>A clock as people read it: "2 of 3 working days, due 11-25".</summary>
/// <param name="Elapsed">Working days used, as far as the calendar is loaded: a year that is missing keeps nobody from reading a case.</param>
/// <param name="Allowance">Working days allowed.</param>
/// <param name="DueDate">Last day (Shanghai); null while stopped.</param>
/// <param name="DueAt">End of that day, UTC; null while stopped.</param>
/// <param name="Stopped">Whether it stands still.</param>
/// <param name="Overdue">Whether the deadline has passed.</param>
public sealed record ClockFacts(int Elapsed, int Allowance, DateOnly? DueDate, DateTimeOffset? DueAt, bool Stopped, bool Overdue);

/// <summary>A line of the case's history.</summary>
public sealed record HistoryLine(
    int Sequence, DateTimeOffset At, string ActorName, Role? Role, string? OrganizationName, string? Rule, string Action, string? NodeId, string? Outcome,
    string? Comment);

/// <summary>The chain as drawn, with where the case went and stands.</summary>
/// <param name="DefinitionKey">The chain.</param>
/// <param name="Version">Its version.</param>
/// <param name="Xml">BPMN 2.0 with diagram.</param>
/// <param name="Taken">Ids of nodes and flows passed, with how often.</param>
/// <param name="Current">Ids of nodes where tokens rest.</param>
public sealed record CaseDiagram(string DefinitionKey, int Version, string Xml, IReadOnlyDictionary<string, int> Taken, IReadOnlyList<string> Current);

/// <summary>Where a case stands in its chain; nothing of it before the chain has started.</summary>
/// <param name="Steps">What is open.</param>
/// <param name="StoppedClocks">The clocks that stand still.</param>
/// <param name="History">All that happened, oldest first.</param>
/// <param name="Diagram">The chain; null before it started.</param>
/// <param name="Recallable">The step that the reader completed last and may take back, as nothing happened since; null otherwise.</param>
public sealed record Progress(
    IReadOnlyList<CaseStep> Steps, IReadOnlyList<ClockFacts> StoppedClocks, IReadOnlyList<HistoryLine> History, CaseDiagram? Diagram, string? Recallable)
{
    /// <summary>The cases that this one has called, and the one that has called it, the oldest first.</summary>
    public IReadOnlyList<CaseLink> Links { get; init; } = [];
}

/// <summary>Another case that this one calls or is called by. Whether the reader may see it, its own page says.</summary>
/// <param name="BusinessKey">The other case.</param>
/// <param name="NodeId">The step of the caller that waits for the called one.</param>
/// <param name="Calls">True: the other one is called by this case. False: it has called this case.</param>
/// <param name="Outcome">How the called case ended; null while it is waited for.</param>
public sealed record CaseLink(string BusinessKey, string NodeId, bool Calls, string? Outcome);

/// <summary>Reads where a case stands. The caller has decided that the reader may see the case.</summary>
public sealed class CaseProgress(ProcessDefinitions definitions, Calendars calendars, TimeProvider time)
{
    public async Task<Progress> ReadAsync(
        PortalDbContext db, string definitionKey, string businessKey, Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(actor);
        var instance = await db.Set<ProcessInstance>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.BusinessKey == businessKey && i.DefinitionKey == definitionKey, cancellationToken);
        var links = await db.Set<CaseCall>().Where(c => c.CallerKey == businessKey || c.CalledKey == businessKey).OrderBy(c => c.Id)
            .Select(c => new CaseLink(c.CallerKey == businessKey ? c.CalledKey : c.CallerKey, c.NodeId, c.CallerKey == businessKey, c.Outcome))
            .ToListAsync(cancellationToken);
        if (instance is null) return new Progress([], [], [], Diagram: null, Recallable: null) { Links = links };

        var items = await (
            from item in db.Set<WorkItem>().AsNoTracking()
            where item.InstanceId == instance.Id && item.Status == WorkItemStatus.Open
            join organization in db.Set<Organization>() on item.OrganizationId equals organization.Id
            orderby item.Id
            select new { item, organization.Name }).ToListAsync(cancellationToken);
        var history = await db.Set<HistoryEntry>().AsNoTracking().Where(h => h.InstanceId == instance.Id).OrderBy(h => h.Sequence)
            .Select(h => new HistoryLine(h.Sequence, h.At, h.ActorName, h.Role, h.OrganizationName, h.Rule, h.Action, h.NodeId, h.Outcome, h.Comment))
            .ToListAsync(cancellationToken);
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var state = EngineJson.ReadState(instance.State);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        return new Progress(
            [.. items.Select(i => StepOf(i.item, i.Name))],
            [.. state.Clocks.Where(c => !c.Time.IsRunning).Select(c => Facts(c, calendar, now))],
            history,
            new CaseDiagram(
                instance.DefinitionKey, published.Version.Version, published.Version.Xml, state.Trace, [.. state.Tokens.Select(t => t.Node).Distinct(StringComparer.Ordinal)]),
            instance.Status == InstanceStatus.Running ? await RecallableAsync(db, instance.Id, actor, cancellationToken) : null)
        { Links = links };

        CaseStep StepOf(WorkItem item, string holder)
        {
            var mine = item.OrganizationId == actor.OrganizationId && item.Role == actor.Role;
            return new CaseStep(
                item.Id, item.NodeId, item.Kind, holder, item.Role, mine, item.OpenedAt,
                state.Clocks.FirstOrDefault(c => c.Id == item.ClockName) is { } clock ? Facts(clock, calendar, now) : null,
                mine && published.Definition.Find(item.NodeId) is UserTask task
                    ? [.. published.Definition.Returns.Of(task).Select(target => new ReturnChoice(
                        target.Id, Stepper.Step(published.Definition, state, new Return(item.TokenId, target.Id, StraightBack: true), now) is Accepted))]
                    : []);
        }
    }

    private static async Task<string?> RecallableAsync(PortalDbContext db, long instanceId, Actor actor, CancellationToken cancellationToken)
    {
        var last = await ProcessEngine.Moves(db, instanceId).OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Action, entry.AccountId, entry.NodeId }).FirstOrDefaultAsync(cancellationToken);
        return last is { Action: "complete" } && last.AccountId == actor.AccountId ? last.NodeId : null;
    }

    private static ClockFacts Facts(ProcessClock clock, WorkingCalendar calendar, DateTimeOffset now)
    {
        var working = clock.Time;
        var due = working.IsRunning ? working.Deadline(calendar) : null;
        return new ClockFacts(
            working.Elapsed(calendar, LastKnown(calendar, now)), working.AllowanceDays, due is { } at ? WorkingCalendar.ShanghaiDate(at.AddTicks(-1)) : null, due, !working.IsRunning,
            due <= now);
    }

    private static DateTimeOffset LastKnown(WorkingCalendar calendar, DateTimeOffset now)
    {
        var year = WorkingCalendar.ShanghaiDate(now).Year;
        if (calendar.Years.Contains(year)) return now;
        var last = calendar.Years.LastOrDefault(loaded => loaded < year, defaultValue: 1);
        return WorkingCalendar.StartOfDay(new DateOnly(last, 12, 31));
    }
}
