using Domain.Engine;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine.Shell;

/// <summary>What one case does to another in the same transaction: calls it, goes on when it ends, drops it, tells it something.</summary>
public sealed partial class StepApplier
{
    /// <summary>Outcome of a called case that was withdrawn.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The rule that the history of a dropped case names.</summary>
    private const string DroppedByCaller = "case.dropped";

    /// <summary>The rule that the history of a caller names.</summary>
    private const string EndOfCalled = "case.ended";

    private readonly Dictionary<string, ICalledChain> _called = calledChains.ToDictionary(c => c.Key, StringComparer.Ordinal);

    /// <summary>Lets the case that waits for a called one go on, if there is any.</summary>
    internal async Task EndCalledAsync(PortalDbContext db, string calledKey, string outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calls = await db.Set<CaseCall>().Where(c => c.CalledKey == calledKey && c.EndedAt == null).ToListAsync(cancellationToken);
        // A call that this transaction has dropped is ended already.
        foreach (var call in calls.Where(c => c.EndedAt is null))
        {
            call.End(outcome, now);
            var caller = await db.Set<ProcessInstance>().SingleAsync(i => i.Id == call.CallerId, cancellationToken);
            var published = await definitions.GetAsync(db, caller.DefinitionId, cancellationToken);
            var facts = new HistoryFacts { Action = "called", At = now, Rule = EndOfCalled, NodeId = call.NodeId, Outcome = Short(outcome) };
            await ApplyAsync(new Step(db, caller, published.Definition, now), new CaseEnded(call.TokenId, outcome), facts, cancellationToken);
        }
    }

    /// <summary>Delivers a message to the running instance of a case.</summary>
    /// <returns>False when it does not wait for it: not yet, or no longer.</returns>
    internal async Task<bool> DeliverAsync(PortalDbContext db, DeliverMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ProcessEngine.RunningAsync(db, message.BusinessKey, cancellationToken) is not { } instance) return false;
        var published = await definitions.GetAsync(db, instance.DefinitionId, cancellationToken);
        var command = new Deliver(message.Message);
        var result = Stepper.Step(published.Definition, EngineJson.ReadState(instance.State), command, now);
        if (result is Refused { Code: RefusalCodes.MessageNotAwaited }) return false;
        var facts = new HistoryFacts { Action = "message", At = now, Actor = message.Actor, Rule = message.Rule, Comment = message.Comment };
        await ApplyAsync(new Step(db, instance, published.Definition, now), command, facts, cancellationToken, result);
        return true;
    }

    private async Task CallAsync(Step step, ProcessEffect effect, CancellationToken cancellationToken)
    {
        var context = new ServiceTaskContext(step.Db, step.Instance, step.Now);
        if (effect is CallCase calling)
        {
            var key = await ChainOf(calling.Called).PrepareAsync(context, cancellationToken);
            await step.Db.AddAsync(new CaseCall(step.Instance, calling.Token, calling.Node, key, step.Now), cancellationToken);
            return;
        }

        var dropped = (DropCase)effect;
        var call = step.Db.Set<CaseCall>().Local.FirstOrDefault(c => c.CallerId == step.Instance.Id && c.TokenId == dropped.Token)
            ?? await step.Db.Set<CaseCall>().SingleAsync(c => c.CallerId == step.Instance.Id && c.TokenId == dropped.Token, cancellationToken);
        call.End(CaseCall.Dropped, step.Now);
        var chain = ChainOf(((CallActivity)step.Definition.Node(dropped.Node)).Called);
        if (!await chain.DropAsync(context, call.CalledKey, cancellationToken)) return;
        if (await ProcessEngine.RunningAsync(step.Db, call.CalledKey, cancellationToken) is not { } called) return;
        var published = await definitions.GetAsync(step.Db, called.DefinitionId, cancellationToken);
        var facts = new HistoryFacts { Action = "cancel", At = step.Now, Rule = DroppedByCaller };
        await ApplyAsync(new Step(step.Db, called, published.Definition, step.Now), new Cancel(DroppedByCaller), facts, cancellationToken);
    }

    private ICalledChain ChainOf(string key) =>
        _called.GetValueOrDefault(key) ?? throw new InvalidOperationException($"No chain can be called as '{key}'.");

    /// <summary>An end event may have a longer name than the history's column.</summary>
    private static string? Short(string outcome) => outcome.Length <= WorkItem.OutcomeLength ? outcome : null;
}
