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
    private static string? Decision(UserTask task, HeldItem held, string outcome)
    {
        if (task.Work.Countersign is not { } countersign) return outcome;
        var state = EngineJson.ReadState(held.Instance.State);
        // What is no longer open the engine refuses below, with its reason.
        if (state.Find(held.Item.TokenId) is not { } signature || state.Find(signature.Scope) is not { Signing: { } signing }) return outcome;
        return countersign.Decide(task, signing.With(outcome));
    }

    private async Task TryDecideAsync(Actor actor, long workItemId, string? outcome, string? opinion, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, workItemId, actor, cancellationToken);
        var chain = chains.Of(held);
        if (!chain.IsDecision(held.Item.NodeId)) throw new DomainException("work-item.not-yours");
        var definition = (await definitions.GetAsync(db, held.Instance.DefinitionId, cancellationToken)).Definition;
        var task = (UserTask)definition.Node(held.Item.NodeId);
        var decided = outcome ?? task.Work.Outcomes.FirstOrDefault();
        if (decided is null || !task.Work.Outcomes.Contains(decided)) throw new DomainException("decision.outcome-unknown", held.Item.NodeId, decided ?? "");

        var comment = CaseComment.Of(opinion);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            if (Decision(task, held, decided) is { } decision)
                await chain.DecidingAsync(new ChainStep(db, held, time.GetUtcNow()), decision, comment, cancellationToken);
            await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = decided, Comment = comment }, cancellationToken);
        }, cancellationToken);
    }
}
