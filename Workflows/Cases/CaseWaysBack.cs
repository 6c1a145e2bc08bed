using Domain;
using Domain.Engine;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Cases;

/// <summary>Gives a case back to an earlier step.</summary>
public sealed record ReturnCase
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>The step, one that the chain offers.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the target, if it says the same as before, hands straight back.</summary>
    public required bool StraightBack { get; init; }

    /// <summary>Why; who acts again reads it.</summary>
    public required string Reason { get; init; }
}

/// <summary>Takes back what the actor completed last.</summary>
public sealed record RecallCase
{
    public required Actor Actor { get; init; }

    /// <summary>The case.</summary>
    public required string BusinessKey { get; init; }

    /// <summary>The step that the actor saw as done last: what is taken back is what was meant.</summary>
    public required string Step { get; init; }
}

/// <summary>退回 and 撤回 on every chain; what a chain allows of it is its own to say.</summary>
public sealed class CaseWaysBack(IDbContextFactory<PortalDbContext> databases, Chains chains, ProcessEngine engine, TimeProvider time)
{
    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), engine.return-not-possible, engine.not-straight-back, return.reason-required,
    /// field.too-long, case.changed-meanwhile, and what the chain refuses with.</exception>
    public Task ReturnAsync(ReturnCase request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryReturnAsync(request, cancellationToken), cancellationToken);
    }

    /// <exception cref="DomainException">case.unknown, actor.not-allowed, case.cannot-recall, engine.recall-too-late, engine.already-ended,
    /// process.not-running, case.changed-meanwhile, and what the chain refuses with.</exception>
    public Task RecallAsync(RecallCase request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryRecallAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryReturnAsync(ReturnCase request, CancellationToken cancellationToken)
    {
        if (CaseComment.Of(request.Reason) is not { } reason) throw new DomainException("return.reason-required");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        var chain = chains.Of(held);
        if (!chain.ReturnTargets(held.Item.NodeId).Contains(request.Target))
            throw new DomainException(RefusalCodes.ReturnNotPossible, held.Item.NodeId, request.Target);
        await ProcessEngine.ActAsync(db, held, async () =>
        {
            await chain.ReturningAsync(new ChainStep(db, held, time.GetUtcNow()), request.Target, cancellationToken);
            await engine.ReturnAsync(
                db, new ReturnItem { Held = held, Target = request.Target, StraightBack = request.StraightBack, Reason = reason }, cancellationToken);
        }, cancellationToken);
    }

    private async Task TryRecallAsync(RecallCase request, CancellationToken cancellationToken)
    {
        var actor = request.Actor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAtSiteAsync(db, actor, [actor.Role], cancellationToken);
        var (chain, key) = await chains.RequireAsync(db, actor, request.BusinessKey, cancellationToken);
        if (!chain.IsRecallable(request.Step)) throw new DomainException("case.cannot-recall");
        // One signature of several that has decided nothing is the engine's alone.
        if (!await IsBeingSignedAsync(db, request, cancellationToken))
            await chain.RecallingAsync(new ChainRecall(db, key.Id, request.Step, actor, time.GetUtcNow()), cancellationToken);
        await engine.RecallAsync(db, new RecallCompletion { BusinessKey = request.BusinessKey, NodeId = request.Step, Actor = actor }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
    }

    private static async Task<bool> IsBeingSignedAsync(PortalDbContext db, RecallCase request, CancellationToken cancellationToken)
    {
        var state = await db.Set<ProcessInstance>().Where(i => i.BusinessKey == request.BusinessKey && i.Status == InstanceStatus.Running)
            .Select(i => i.State).SingleOrDefaultAsync(cancellationToken);
        return state is not null && EngineJson.ReadState(state).Tokens.Any(t => t.IsCountersigned && t.Node == request.Step);
    }
}
