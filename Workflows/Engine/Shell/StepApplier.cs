using Domain;
using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;

namespace Workflows.Engine.Shell;

/// <summary>One step on its way: the context that all of it is written in, and the instant that all of it happens at.</summary>
public sealed record Step(PortalDbContext Db, ProcessInstance Instance, ProcessDefinition Definition, DateTimeOffset Now)
{
    /// <summary>Items and timers that the step holds already, by token and by timer number: not read again, also while not saved yet.</summary>
    internal Dictionary<long, WorkItem> Items { get; } = [];

    internal Dictionary<long, ProcessTimer> Timers { get; } = [];
}

/// <summary>Runs the core and writes down its effects: work items, timers, handlers, history, messages.</summary>
public sealed partial class StepApplier(
    Calendars calendars, ProcessDefinitions definitions, IEnumerable<IServiceTaskHandler> handlers, IEnumerable<ICalledChain> calledChains)
{
    private readonly Dictionary<string, IServiceTaskHandler> _handlers = handlers.ToDictionary(h => h.Name, StringComparer.Ordinal);

    /// <summary>Applies a command and, one after the other, the service tasks that it reaches.</summary>
    /// <exception cref="DomainException">The core's refusal, by its code; calendar.year-missing; whatever a handler refuses with.</exception>
    /// <param name="step">The step.</param>
    /// <param name="command">What happens.</param>
    /// <param name="facts">What history says of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="first">The core's answer to the command, where it is known already.</param>
    public async Task ApplyAsync(Step step, ProcessCommand command, HistoryFacts facts, CancellationToken cancellationToken, StepResult? first = null)
    {
        var calendar = await calendars.CurrentAsync(cancellationToken);
        var state = step.Instance.State.Length == 0 ? ProcessState.Initial : EngineJson.ReadState(step.Instance.State);
        var history = step.Instance.HistoryCount;
        var calls = new Queue<CallService>();
        var told = new List<DeliverMessage>();
        ProcessEnded? end = null;
        for (; ; )
        {
            var accepted = Accepted(first ?? Stepper.Step(step.Definition, state, command, step.Now));
            first = null;
            state = accepted.State;
            await step.Db.AddAsync(
                new HistoryEntry(step.Instance, ++history, facts with { Command = EngineJson.Write(command) }), cancellationToken);
            foreach (var effect in accepted.Effects)
            {
                end ??= effect as ProcessEnded;
                if (effect is CallService call) calls.Enqueue(call);
                else if (effect is CallCase or DropCase) await CallAsync(step, effect, cancellationToken);
                else await WriteAsync(step, state, effect, facts, calendar, cancellationToken);
            }

            if (!calls.TryDequeue(out var next)) break;
            (command, facts) = await ServeAsync(step, next, told, cancellationToken);
        }

        step.Instance.Move(EngineJson.Write(state), history);
        foreach (var message in told) await DeliverAsync(step.Db, message, step.Now, cancellationToken);
        if (end is not null) await EndCalledAsync(step.Db, step.Instance.BusinessKey, end.Node ?? Cancelled, step.Now, cancellationToken);
    }

    /// <summary>
    /// Starts, and completes the first task in the same breath. The task's item is never written, as it came and went, and nobody is told of it.
    /// </summary>
    /// <exception cref="DomainException">As <see cref="ApplyAsync"/>.</exception>
    public async Task SubmitAsync(Step step, Start start, HistoryFacts completed, string content, CancellationToken cancellationToken)
    {
        var begun = Accepted(Stepper.Step(step.Definition, ProcessState.Initial, start, step.Now));
        var first = begun.Effects.OfType<OpenWorkItem>().FirstOrDefault()
            ?? throw new InvalidOperationException($"Chain {step.Definition.Id} does not begin with a task of the applicant.");
        var facts = new HistoryFacts { Action = "start", At = completed.At, Actor = completed.Actor, Command = EngineJson.Write(start) };
        await step.Db.AddAsync(new HistoryEntry(step.Instance, 1, facts), cancellationToken);
        step.Instance.Move(EngineJson.Write(begun.State), 1);
        var complete = new Complete(first.Token, completed.Outcome, content);
        var submitted = Accepted(Stepper.Step(step.Definition, begun.State, complete, step.Now));
        var effects = submitted.Effects.Where(effect => effect is not CloseWorkItem close || close.Token != first.Token);
        await ApplyAsync(step, complete, completed with { NodeId = first.Node }, cancellationToken, submitted with { Effects = [.. effects] });
    }

    private static Accepted Accepted(StepResult result) => result switch
    {
        Accepted accepted => accepted,
        Refused refused => throw new DomainException(refused.Code, [.. refused.Args.Cast<object>()]),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };

    private async Task<(ProcessCommand Command, HistoryFacts Facts)> ServeAsync(
        Step step, CallService call, List<DeliverMessage> told, CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(call.Handler, out var handler))
            throw new InvalidOperationException($"No handler is registered for '{call.Handler}' (node {call.Node}).");
        var context = new ServiceTaskContext(step.Db, step.Instance, step.Now);
        var result = await handler.RunAsync(context, cancellationToken);
        told.AddRange(context.Told);
        return (
            new ServiceCompleted(call.Token) { Variables = OrdinalMap.Empty<ProcessValue>().AddRange(result) },
            new HistoryFacts { Action = "service", At = step.Now, Rule = call.Handler, NodeId = call.Node });
    }

    private static async Task WriteAsync(
        Step step, ProcessState state, ProcessEffect effect, HistoryFacts facts, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case OpenWorkItem open:
                await OpenAsync(step, state, open, calendar, cancellationToken);
                break;
            case CloseWorkItem close:
                var item = await FindAsync(step, close.Token, cancellationToken);
                var how = close.Why == CloseReason.Cancelled ? WorkItemStatus.Cancelled : WorkItemStatus.Completed;
                // Only the item that was acted on has the outcome; those that an end takes away have none.
                item.Close(how, close.Why == CloseReason.Completed ? facts.Outcome : null, facts.Actor?.AccountId, facts.Actor?.Name ?? "system:" + facts.Rule, step.Now);
                break;
            case ScheduleTimer schedule:
                var due = DueDates.Of(schedule.Duration, schedule.Since, calendar);
                var added = new ProcessTimer(step.Instance.Id, schedule.Timer, schedule.Node, schedule.Since, schedule.Duration.WorkingDays, due);
                await step.Db.AddAsync(added, cancellationToken);
                step.Timers[schedule.Timer] = added;
                break;
            case CancelTimer cancel:
                if (!step.Timers.Remove(cancel.Timer, out var timer))
                {
                    timer = await step.Db.Set<ProcessTimer>()
                        .SingleOrDefaultAsync(t => t.InstanceId == step.Instance.Id && t.TimerId == cancel.Timer, cancellationToken);
                }

                step.Db.Remove(timer ?? throw new DomainException(Contention.ChangedMeanwhile));
                break;
            case ClockChanged { Change: not ClockChange.Closed } changed:
                await MoveDeadlinesAsync(step, state, changed.Clock, calendar, cancellationToken);
                break;
            case ClockChanged:
                // Closed with its last holder: nothing to write.
                break;
            case ProcessEnded ended:
                step.Instance.End(ended.How == ProcessStatus.Cancelled ? InstanceStatus.Cancelled : InstanceStatus.Completed, step.Now);
                break;
            default:
                throw new InvalidOperationException($"Effect {effect.GetType().Name} is not written anywhere.");
        }
    }

    private static async Task OpenAsync(Step step, ProcessState state, OpenWorkItem open, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        var item = new WorkItem(step.Instance, new WorkItemOpening
        {
            TokenId = open.Token,
            NodeId = open.Node,
            Kind = open.Kind == WorkKind.Wait ? WorkItemKind.Wait : WorkItemKind.Task,
            OrganizationId = PartyOf(state, open.Work.Party, open.Node),
            Role = RoleOf(WorkSpec.RoleIn(open.Work.Role, state.Variables), open.Node),
            Person = PersonOf(state, open.Work.Person, open.Node),
            RegionCode = state.Variables[ProcessEngine.RegionVariable].Text!,
            Subject = state.Variables[ProcessEngine.SubjectVariable].Text!,
            OpenedAt = step.Now,
            EscalationRole = open.Work.EscalateTo is { } role ? RoleOf(role, open.Node) : null,
            EscalationOrganizationId = open.Work.EscalateParty is { } party ? PartyOf(state, party, open.Node) : null,
        });
        // A clock that is not there yet starts when the service tasks beside the item are done, and sets the deadline then.
        if (state.Clocks.FirstOrDefault(c => c.Id == open.Clock) is { } clock) SetDeadline(item, clock, step.Now, calendar);
        step.Items[open.Token] = item;
        await step.Db.AddAsync(item, cancellationToken);
        foreach (var message in NewItemNotice.For(item)) await step.Db.AddAsync(message, cancellationToken);
    }

    /// <summary>A clock that starts late, or that others stop or resume while its item stays open.</summary>
    private static async Task MoveDeadlinesAsync(
        Step step, ProcessState state, ProcessClock clock, WorkingCalendar calendar, CancellationToken cancellationToken)
    {
        foreach (var token in state.Tokens)
        {
            if (step.Definition.ItemOf(token) is not { IsVisible: true } work || ProcessDefinition.ClockIdOf(token, work) != clock.Id) continue;
            SetDeadline(await FindAsync(step, token.Id, cancellationToken), clock, step.Now, calendar);
        }
    }

    internal static void SetDeadline(WorkItem item, ProcessClock clock, DateTimeOffset now, WorkingCalendar calendar)
    {
        var due = DueDates.Of(clock, calendar);
        var (stage, at) = DueDates.NextNotice(due, DeadlineNotice.DayBefore, now, calendar);
        item.SetDeadline(clock.Id, clock.Time.AllowanceDays, due, stage, at);
    }

    /// <summary>
    /// The item of a token: the one that the caller holds, or read when a timer or an end takes it away. One that is closed already was
    /// closed since the instance was read.
    /// </summary>
    private static async ValueTask<WorkItem> FindAsync(Step step, long token, CancellationToken cancellationToken)
    {
        if (step.Items.TryGetValue(token, out var item)) return item;
        item = await step.Db.Set<WorkItem>().SingleAsync(w => w.InstanceId == step.Instance.Id && w.TokenId == token, cancellationToken);
        if (item.Status != WorkItemStatus.Open) throw new DomainException(Contention.ChangedMeanwhile);
        return step.Items[token] = item;
    }

    private static long PartyOf(ProcessState state, string? party, string node) =>
        state.Variables.TryGetValue(ProcessEngine.PartyPrefix + party, out var id) && id.Number is { } number
            ? (long)number
            : throw new DomainException("process.party-unknown", party ?? "", node);

    private static CasePerson? PersonOf(ProcessState state, string? person, string node)
    {
        if (person is null) return null;
        var name = ProcessEngine.PersonPrefix + person;
        return state.Variables.TryGetValue(name, out var id) && id.Number is { } number && state.Variables.TryGetValue(name + ".name", out var called)
            ? new CasePerson((long)number, called.Text ?? "")
            : throw new DomainException("process.person-unknown", person, node);
    }

    private static Role RoleOf(string? role, string node) =>
        Enum.TryParse<Role>(role, out var value) ? value : throw new DomainException("process.role-unknown", role ?? "", node);
}
