using Domain;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine.Shell;

/// <summary>
/// Moves cases: loads an instance, lets the core step it and applies the effects, all in the caller's context. Nothing is saved here but by
/// <see cref="SaveAsync"/>, so business state, process state, work items, history and messages become durable together or not at all.
/// </summary>
public sealed class ProcessEngine(ProcessDefinitions definitions, StepApplier applier, TimeProvider time)
{
    /// <summary>Prefix of the variables that say which organization a party is.</summary>
    public const string PartyPrefix = "party.";

    /// <summary>Prefix of the variables that say who a person is.</summary>
    internal const string PersonPrefix = "person.";

    /// <summary>Variables that every instance has for its work items.</summary>
    public const string SubjectVariable = "case.subject";

    public const string RegionVariable = "case.region";

    /// <summary>Starts an instance and takes it to its first waiting place.</summary>
    /// <exception cref="DomainException">process.unknown; calendar.year-missing; the codes of <see cref="RefusalCodes"/>.</exception>
    public async Task<ProcessInstance> StartAsync(PortalDbContext db, StartProcess start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        var (instance, published, command, now) = await BeginAsync(db, start, cancellationToken);
        var facts = new HistoryFacts { Action = "start", At = now, Actor = start.Actor, Rule = start.Rule, Comment = start.Comment };
        await applier.ApplyAsync(new Step(db, instance, published.Definition, now), command, facts, cancellationToken);
        return instance;
    }

    /// <summary>
    /// Starts an instance and completes the applicant's own first task at once, so that a case can come back to the applicant, or be taken
    /// back, as to any other step.
    /// </summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="start">The start.</param>
    /// <param name="outcome">Of the applicant's task.</param>
    /// <param name="content">Of the form that is filed (<see cref="FiledContent"/>).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DomainException">As <see cref="StartAsync"/>.</exception>
    public async Task<ProcessInstance> SubmitAsync(
        PortalDbContext db, StartProcess start, string outcome, string content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        var (instance, published, command, now) = await BeginAsync(db, start, cancellationToken);
        var facts = new HistoryFacts { Action = "complete", At = now, Actor = start.Actor, Outcome = outcome, Comment = start.Comment };
        await applier.SubmitAsync(new Step(db, instance, published.Definition, now), command, facts, content, cancellationToken);
        return instance;
    }

    /// <summary>Loads an open item for the person who wants to act, and checks again, from the database, that the person still may.</summary>
    /// <exception cref="DomainException">work-item.not-yours, also when there is none; work-item.already-handled (name, time); work-item.wait;
    /// work-item.transferred (name): a colleague alone has to act.</exception>
    public static async Task<HeldItem> HoldAsync(PortalDbContext db, long workItemId, Actor actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        // Whether the item exists at all is nothing to tell somebody who may not see it.
        var (item, instance) = await HoldQuery.RunAsync(db, workItemId, actor, cancellationToken) ?? throw new DomainException("work-item.not-yours");
        item.RequireOpen();
        if (item.Kind == WorkItemKind.Wait) throw new DomainException("work-item.wait");
        if (!item.IsOf(actor)) throw new DomainException("work-item.transferred", item.AssigneeName ?? "");
        return new HeldItem(item, instance, actor);
    }

    /// <summary>As <see cref="HoldAsync"/>, for steps of a case that its own page leads to, such as the applicant's: the last item that it has had there.</summary>
    /// <exception cref="DomainException">As <see cref="HoldAsync"/>.</exception>
    public static async Task<HeldItem> HoldAtAsync(
        PortalDbContext db, string businessKey, IReadOnlyCollection<string> nodes, Actor actor, CancellationToken cancellationToken = default)
    {
        var item = await db.Set<WorkItem>().Where(w => w.BusinessKey == businessKey && nodes.Contains(w.NodeId)).OrderByDescending(w => w.Id)
            .Select(w => w.Id).FirstOrDefaultAsync(cancellationToken);
        return await HoldAsync(db, item, actor, cancellationToken);
    }

    /// <summary>Completes a held item with one of its outcomes.</summary>
    /// <exception cref="DomainException">calendar.year-missing; the codes of <see cref="RefusalCodes"/>.</exception>
    public async Task CompleteAsync(PortalDbContext db, CompleteItem request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (item, instance, actor) = request.Held;
        var now = Now();
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var facts = new HistoryFacts
        {
            Action = "complete",
            At = now,
            Actor = actor,
            NodeId = item.NodeId,
            Outcome = request.Outcome,
            Comment = request.Comment,
        };
        var step = new Step(db, instance, published.Definition, now) { Items = { [item.TokenId] = item } };
        var complete = new Complete(item.TokenId, request.Outcome, request.Content) { Variables = OrdinalMap.Empty<ProcessValue>().AddRange(request.Variables) };
        await applier.ApplyAsync(step, complete, facts, cancellationToken);
    }

    /// <summary>Gives a case back. Whether the chain's own rules allow it is the caller's to decide.</summary>
    /// <exception cref="DomainException">engine.return-not-possible, engine.not-straight-back, calendar.year-missing.</exception>
    public async Task ReturnAsync(PortalDbContext db, ReturnItem request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (item, instance, actor) = request.Held;
        var now = Now();
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var facts = new HistoryFacts { Action = "return", At = now, Actor = actor, NodeId = item.NodeId, Outcome = "returned", Comment = request.Reason };
        var step = new Step(db, instance, published.Definition, now) { Items = { [item.TokenId] = item } };
        await applier.ApplyAsync(step, new Return(item.TokenId, request.Target, request.StraightBack), facts, cancellationToken);
    }

    /// <summary>Takes back what the actor completed last, while nothing has happened since.</summary>
    /// <exception cref="DomainException">process.not-running; engine.recall-too-late, also when the completion is another person's.</exception>
    public async Task RecallAsync(PortalDbContext db, RecallCompletion request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var instance = await RunningAsync(db, request.BusinessKey, cancellationToken) ?? throw new DomainException("process.not-running");
        var moves = await Moves(db, instance.Id).OrderBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        if (moves is not [.., { Action: "complete" } last] || last.AccountId != request.Actor.AccountId || last.NodeId != request.NodeId)
            throw new DomainException(RefusalCodes.RecallTooLate);
        var now = Now();
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var recall = new Recall(((Complete)EngineJson.ReadCommand(last.Command!)).Token);
        var result = History.Recall(published.Definition, moves.Select(m => new HistoryStep(EngineJson.ReadCommand(m.Command!), m.At)), recall, now);
        var facts = new HistoryFacts { Action = "recall", At = now, Actor = request.Actor, NodeId = last.NodeId, Outcome = "recalled", Comment = request.Reason };
        await applier.ApplyAsync(new Step(db, instance, published.Definition, now), recall, facts, cancellationToken, result);
    }

    /// <summary>What moved an instance: notes about deadlines do not.</summary>
    internal static IQueryable<HistoryEntry> Moves(PortalDbContext db, long instanceId) =>
        db.Set<HistoryEntry>().AsNoTracking().Where(entry => entry.InstanceId == instanceId && entry.Command != null);

    /// <summary>Delivers a message to the instance of a case.</summary>
    /// <returns>False when the case does not wait for it: not yet, or no longer.</returns>
    public async Task<bool> DeliverAsync(PortalDbContext db, DeliverMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return await applier.DeliverAsync(db, message, Now(), cancellationToken);
    }

    /// <summary>
    /// Tells the case that called another one, if there is any, that this has ended before its own chain began; a chain that ends says so itself.
    /// </summary>
    public Task EndCalledAsync(PortalDbContext db, string calledKey, string outcome, CancellationToken cancellationToken = default) =>
        applier.EndCalledAsync(db, calledKey, outcome, Now(), cancellationToken);

    /// <summary>Fires a timer that is due.</summary>
    /// <returns>False when it is not: fired, cancelled or moved.</returns>
    public async Task<bool> FireAsync(PortalDbContext db, long timerId, CancellationToken cancellationToken = default)
    {
        var now = Now();
        // In one read, so that timer and instance are of one moment.
        var due = await (
            from pending in db.Set<ProcessTimer>()
            join owner in db.Set<ProcessInstance>() on pending.InstanceId equals owner.Id
            where pending.Id == timerId && pending.DueAt <= now
            select new { pending, owner }).SingleOrDefaultAsync(cancellationToken);
        if (due is null) return false;
        var (timer, instance) = (due.pending, due.owner);
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var facts = new HistoryFacts { Action = "timer", At = now, Rule = timer.NodeId, NodeId = timer.NodeId };
        var step = new Step(db, instance, published.Definition, now) { Timers = { [timer.TimerId] = timer } };
        await applier.ApplyAsync(step, new FireTimer(timer.TimerId), facts, cancellationToken);
        return true;
    }

    /// <summary>Ends an instance from outside. Who may is the caller's to decide.</summary>
    /// <exception cref="DomainException">process.not-running.</exception>
    public async Task CancelAsync(PortalDbContext db, CancelProcess request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var instance = await RunningAsync(db, request.BusinessKey, cancellationToken) ?? throw new DomainException("process.not-running");
        var now = Now();
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var facts = new HistoryFacts { Action = "cancel", At = now, Actor = request.Actor, Rule = request.Rule, Comment = request.Reason };
        await applier.ApplyAsync(new Step(db, instance, published.Definition, now), new Cancel(request.Reason), facts, cancellationToken);
    }

    /// <summary>
    /// Saves everything as one transaction. When somebody else was faster, says who handled the item and when, instead of a technical error.
    /// </summary>
    /// <exception cref="DomainException">work-item.already-handled (name, time); case.changed-meanwhile.</exception>
    public static async Task SaveAsync(PortalDbContext db, HeldItem? held, CancellationToken cancellationToken = default)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            if (held is not null) await RequireStillOpenAsync(db, held, cancellationToken);
            throw new DomainException(Contention.ChangedMeanwhile);
        }
    }

    private async Task<(ProcessInstance Instance, ProcessDefinitions.Published Published, Start Command, DateTimeOffset Now)> BeginAsync(
        PortalDbContext db, StartProcess start, CancellationToken cancellationToken)
    {
        var now = Now();
        var published = await definitions.LatestAsync(db, start.DefinitionKey, cancellationToken);
        var instance = new ProcessInstance(published.Version, start.BusinessKey, start.SiteId, now);
        await db.AddAsync(instance, cancellationToken);
        var variables = start.Parties.ToDictionary(p => PartyPrefix + p.Key, p => (ProcessValue)p.Value, StringComparer.Ordinal);
        foreach (var (name, person) in start.People)
        {
            variables[PersonPrefix + name] = person.AccountId;
            variables[$"{PersonPrefix}{name}.name"] = person.Name;
        }

        foreach (var (name, value) in start.Variables) variables[name] = value;
        variables[SubjectVariable] = start.Subject;
        variables[RegionVariable] = start.RegionCode;
        return (instance, published, new Start { Variables = OrdinalMap.Empty<ProcessValue>().AddRange(variables) }, now);
    }

    /// <summary>
    /// Acts on a held item, where there is one, and saves. A refusal that only comes of somebody else having handled the item since it was read says who and when.
    /// </summary>
    /// <exception cref="DomainException">What <paramref name="act"/> refuses with, and as <see cref="SaveAsync"/>.</exception>
    public static async Task ActAsync(PortalDbContext db, HeldItem? held, Func<Task> act, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
            await SaveAsync(db, held, cancellationToken);
        }
        catch (DomainException) when (held is not null)
        {
            await RequireStillOpenAsync(db, held, cancellationToken);
            throw;
        }
    }

    private static async Task RequireStillOpenAsync(PortalDbContext db, HeldItem held, CancellationToken cancellationToken) =>
        (await db.Set<WorkItem>().AsNoTracking().SingleAsync(w => w.Id == held.Item.Id, cancellationToken)).RequireOpen();

    /// <summary>As it will be read back: a replay of the history must give the very same state.</summary>
    private DateTimeOffset Now() => UtcMicroseconds.Cut(time.GetUtcNow());

    internal static Task<ProcessInstance?> RunningAsync(PortalDbContext db, string businessKey, CancellationToken cancellationToken) =>
        db.Set<ProcessInstance>().SingleOrDefaultAsync(i => i.BusinessKey == businessKey && i.Status == InstanceStatus.Running, cancellationToken);
}
