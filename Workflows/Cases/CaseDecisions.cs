using Domain;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;

namespace Workflows.Cases;

/// <summary>A decision with an opinion, at the item that asks for it.</summary>
public sealed record DecideItem
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>One of the step's outcomes.</summary>
    public required string Outcome { get; init; }

    public string? Opinion { get; init; }
}

/// <summary>The assent to many items at once, with the same opinion.</summary>
public sealed record AssentToItems
{
    public required Actor Actor { get; init; }
    public required IReadOnlyCollection<long> WorkItemIds { get; init; }
    public string? Opinion { get; init; }
}

/// <summary>What became of one item of many.</summary>
/// <param name="WorkItemId">The item.</param>
/// <param name="Refusal">Why it was not decided; null when it was.</param>
public sealed record ItemResult(long WorkItemId, DomainException? Refusal);

/// <summary>Decides the steps that ask for an outcome and an opinion, one or many (批量审批).</summary>
public sealed class CaseDecisions(
    IDbContextFactory<PortalDbContext> databases, Chains chains, ProcessEngine engine, ProcessDefinitions definitions, TimeProvider time)
{
    /// <summary>Most items of one batch: more than an inbox page shows, and few enough to be waited for.</summary>
    public const int MaximumItems = 200;

    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), decision.outcome-unknown, field.too-long, case.changed-meanwhile, and what the
    /// chain refuses with.</exception>
    public Task DecideAsync(DecideItem request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return DecideAsync(request.Actor, request.WorkItemId, request.Outcome, request.Opinion, cancellationToken);
    }

    /// <summary>Assents to each item in a transaction of its own: what one is refused for keeps no other.</summary>
    /// <returns>A result for each, in the order asked.</returns>
    /// <exception cref="DomainException">decision.too-many (limit).</exception>
    public async Task<IReadOnlyList<ItemResult>> AssentAsync(AssentToItems request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.WorkItemIds.Count > MaximumItems) throw new DomainException("decision.too-many", MaximumItems);
        var results = new List<ItemResult>();
        foreach (var id in request.WorkItemIds.Distinct())
        {
            try
            {
                await DecideAsync(request.Actor, id, outcome: null, request.Opinion, cancellationToken);
                results.Add(new ItemResult(id, Refusal: null));
            }
            catch (DomainException refusal)
            {
                results.Add(new ItemResult(id, refusal));
            }
        }

        return results;
    }

    /// <param name="actor">Who decides.</param>
    /// <param name="workItemId">The item.</param>
    /// <param name="outcome">Null for the step's assent, its first outcome.</param>
    /// <param name="opinion">As typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private Task DecideAsync(Actor actor, long workItemId, string? outcome, string? opinion, CancellationToken cancellationToken) =>
        // What is being decided stands still meanwhile; only a reminder of the same moment can be in the way.
        Contention.RetryAsync(() => TryDecideAsync(actor, workItemId, outcome, opinion, cancellationToken), cancellationToken);

    /// <summary>What the step is decided for by this outcome; null while others still have to countersign.</summary>
    private static string? Decision(ProcessDefinition definition, HeldItem held, string outcome, DateTimeOffset now)
    {
        var state = EngineJson.ReadState(held.Instance.State);
        // What the engine refuses it refuses again below, with its reason.
        if (state.Find(held.Item.TokenId) is not { Signing: not null } signature
            || Stepper.Step(definition, state, new Complete(signature.Id, outcome), now) is not Accepted signed) return outcome;
        return signed.State.Find(signature.Scope) is null ? signed.State.Variables[signature.Node + ".outcome"].Text : null;
    }

    private async Task TryDecideAsync(Actor actor, long workItemId, string? outcome, string? opinion, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, workItemId, actor, cancellationToken);
        var chain = chains.Of(held);
        if (!chain.IsDecision(held.Item.NodeId)) throw new DomainException("work-item.not-yours");
        var definition = (await definitions.GetAsync(db, held.Instance.DefinitionId, cancellationToken)).Definition;
        var outcomes = definition.Find(held.Item.NodeId) is UserTask task ? task.Work.Outcomes : [];
        var decided = outcome ?? outcomes.FirstOrDefault();
        if (decided is null || !outcomes.Contains(decided)) throw new DomainException("decision.outcome-unknown", held.Item.NodeId, decided ?? "");

        var comment = CaseComment.Of(opinion);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            if (Decision(definition, held, decided, time.GetUtcNow()) is { } decision)
                await chain.DecidingAsync(new ChainStep(db, held, time.GetUtcNow()), decision, comment, cancellationToken);
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = decided, Comment = comment }, cancellationToken);
        }, cancellationToken);
    }
}
