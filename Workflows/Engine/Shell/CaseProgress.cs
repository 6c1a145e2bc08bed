using Domain;
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
/// <param name="Assignee">The person who alone acts, by the chain or by a transfer; null when it waits for the whole role.</param>
/// <param name="TransferredByMe">Whether the reader transferred it and may take it back.</param>
/// <param name="UrgeableFrom">From when its holder may be urged again; null when at once. Nothing for what nobody has to do.</param>
/// <param name="Signing">How far the countersignature is that it belongs to; null for a task of one.</param>
/// <param name="Returns">For its holder: the steps that it can be given back to, as far as the chain goes; empty for others.</param>
public sealed record CaseStep(
    long WorkItemId, string NodeId, WorkItemKind Kind, string HolderName, Role Role, bool Mine, DateTimeOffset OpenedAt, ClockFacts? Clock,
    string? Assignee, bool TransferredByMe, DateTimeOffset? UrgeableFrom, Countersigning? Signing, IReadOnlyList<ReturnChoice> Returns)
{
    /// <summary>Whether it is that person's alone, and no colleague's.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The step that gave it back and wants it straight back, if nothing is changed; null otherwise.</summary>
    public string? StraightBackTo { get; init; }
}

/// <summary>How far a countersignature is.</summary>
/// <param name="Given">How many have signed already.</param>
/// <param name="Signers">How many sign in all.</param>
/// <param name="Needed">How many must assent.</param>
/// <param name="Sequential">Whether one signs after the other.</param>
public sealed record Countersigning(int Given, int Signers, int Needed, bool Sequential);

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
    string? Comment, string? Addressees);

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
/// <param name="CompletedBefore">Whether the reader has completed a step of the running case that can no longer be taken back.</param>
public sealed record Progress(
    IReadOnlyList<CaseStep> Steps, IReadOnlyList<ClockFacts> StoppedClocks, IReadOnlyList<HistoryLine> History, CaseDiagram? Diagram, string? Recallable,
    bool CompletedBefore)
{
    /// <summary>Of a case whose chain has not started.</summary>
    public static readonly Progress None = new([], [], [], Diagram: null, Recallable: null, CompletedBefore: false);

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
        if (instance is null) return Progress.None with { Links = links };

        var items = await (
            from item in db.Set<WorkItem>().AsNoTracking()
            where item.InstanceId == instance.Id && item.Status == WorkItemStatus.Open
            join organization in db.Set<Organization>() on item.OrganizationId equals organization.Id
            orderby item.Id
            select new { item, organization.Name }).ToListAsync(cancellationToken);
        var history = await db.Set<HistoryEntry>().AsNoTracking().Where(h => h.InstanceId == instance.Id).OrderBy(h => h.Sequence)
            .Select(h => new HistoryLine(h.Sequence, h.At, h.ActorName, h.Role, h.OrganizationName, h.Rule, h.Action, h.NodeId, h.Outcome, h.Comment, h.Addressees))
            .ToListAsync(cancellationToken);
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var state = EngineJson.ReadState(instance.State);
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow();

        var (recallable, completedBefore) = instance.Status == InstanceStatus.Running
            ? await RecallableAsync(db, instance.Id, actor, cancellationToken)
            : (null, false);

        return new Progress(
            [.. items.Select(i => StepOf(i.item, i.Name))],
            [.. state.Clocks.Where(c => !c.Time.IsRunning).Select(c => Facts(c, calendar, now))],
            history,
            new CaseDiagram(
                instance.DefinitionKey, published.Version.Version, published.Version.Xml, state.Trace, [.. state.Tokens.Select(t => t.Node).Distinct(StringComparer.Ordinal)]),
            recallable,
            completedBefore)
        { Links = links };

        CaseStep StepOf(WorkItem item, string holder)
        {
            var mine = item.IsOf(actor);
            return new CaseStep(
                item.Id, item.NodeId, item.Kind, holder, item.Role, mine, item.OpenedAt,
                state.Clocks.FirstOrDefault(c => c.Id == item.ClockName) is { } clock ? Facts(clock, calendar, now) : null,
                item.AssigneeName,
                item.TransferredBy == actor.AccountId,
                item.Kind == WorkItemKind.Task ? UrgeableFrom(item, calendar, now) : null,
                SigningOf(published.Definition, state, item),
                mine && published.Definition.Find(item.NodeId) is UserTask task
                    ? [.. published.Definition.Returns.Of(task).Select(target => new ReturnChoice(
                        target.Id, Stepper.Step(published.Definition, state, new Return(item.TokenId, target.Id, StraightBack: true), now) is Accepted))]
                    : [])
            { IsPersonal = item.IsPersonal, StraightBackTo = BackOf(state, item.TokenId) };
        }
    }

    private static async Task<(string? Recallable, bool CompletedBefore)> RecallableAsync(
        PortalDbContext db, long instanceId, Actor actor, CancellationToken cancellationToken)
    {
        var moves = ProcessEngine.Moves(db, instanceId);
        var last = await moves.OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Action, entry.AccountId, entry.NodeId }).FirstOrDefaultAsync(cancellationToken);
        if (last is { Action: "complete" } && last.AccountId == actor.AccountId) return (last.NodeId, false);
        return (null, await moves.AnyAsync(entry => entry.Action == "complete" && entry.AccountId == actor.AccountId, cancellationToken));
    }

    /// <summary>Null when at once, and when a year's calendar is missing: the action says so, the page can be read.</summary>
    private static DateTimeOffset? UrgeableFrom(WorkItem item, WorkingCalendar calendar, DateTimeOffset now)
    {
        try
        {
            return item.UrgeableFrom(calendar) is { } from && from > now ? from : null;
        }
        catch (DomainException missing) when (missing.Code == "calendar.year-missing")
        {
            return null;
        }
    }

    private static string? BackOf(ProcessState state, long token) =>
        state.Find(token) is { Signing.Signer: not null } signature ? state.Find(signature.Scope)?.Back : state.Find(token)?.Back;

    private static Countersigning? SigningOf(ProcessDefinition definition, ProcessState state, WorkItem item)
    {
        if (state.Find(item.TokenId) is not { Signing.Signer: not null } token || state.Find(token.Scope) is not { Signing: { } whole }) return null;
        if (definition.Find(item.NodeId) is not UserTask { Work.Countersign: { } rule }) return null;
        var signers = Signer.ParseAll(whole.Signers).Length;
        return new Countersigning(whole.Outcomes.Length, signers, rule.Needed(signers), rule.Sequential);
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
