using Domain;
using Domain.Access;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Organizations;

namespace Workflows.Access;

/// <summary>Gives an application under review back to an earlier step.</summary>
public sealed record ReturnAccessApplication
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }

    /// <summary>The step, one of <see cref="AccessWaysBack.TargetsOf"/>.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the target, if it says the same as before, hands straight back.</summary>
    public required bool StraightBack { get; init; }

    /// <summary>Why; who opines again reads it.</summary>
    public required string Reason { get; init; }
}

/// <summary>退回 and 撤回 on the access chain.</summary>
/// <remarks>
/// Given back is only among the opinions: to the contractor leads the county's correction, which the law has a clock for, and once the
/// county has decided the track is fixed. Taken back is an opinion, a correction asked for, or a resubmission.
/// </remarks>
public sealed class AccessWaysBack(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    private static readonly string[] Returning = ["operatorReview", "countyReview"];

    private static readonly string[] Targets = ["supervisorReview", "operatorReview"];

    /// <summary>The steps that an application can be given back to from a step, as far as the chain offers them.</summary>
    public static IReadOnlyList<string> TargetsOf(string step) => Returning.Contains(step) ? Targets : [];

    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), engine.return-not-possible, engine.not-straight-back, return.reason-required,
    /// field.too-long, case.changed-meanwhile.</exception>
    public Task ReturnAsync(ReturnAccessApplication request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Contention.RetryAsync(() => TryReturnAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Takes back what the actor signed last.</summary>
    /// <param name="actor">Who signed it.</param>
    /// <param name="applicationId">The application.</param>
    /// <param name="step">The step that the actor saw as done last.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DomainException">access.unknown, actor.not-allowed, engine.recall-too-late, engine.already-ended, access.cannot-recall,
    /// access.correction-begun, case.changed-meanwhile.</exception>
    public Task RecallAsync(Actor actor, long applicationId, string step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Contention.RetryAsync(() => TryRecallAsync(actor, applicationId, step, cancellationToken), cancellationToken);
    }

    /// <summary>Whether a step's completion can be taken back at all.</summary>
    public static bool IsRecallable(string step) => OpinionOf(step) is not null;

    private async Task TryReturnAsync(ReturnAccessApplication request, CancellationToken cancellationToken)
    {
        if (AccessScope.Comment(request.Reason) is not { } reason) throw new DomainException("return.reason-required");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await AccessScope.HoldAsync(db, request.WorkItemId, request.Actor, Returning, cancellationToken);
        if (!Targets.Contains(request.Target)) throw new DomainException("engine.return-not-possible", held.Item.NodeId, request.Target);
        await engine.ReturnAsync(
            db, new ReturnItem { Held = held, Target = request.Target, StraightBack = request.StraightBack, Reason = reason }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held, cancellationToken);
    }

    private async Task TryRecallAsync(Actor actor, long applicationId, string step, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, [actor.Role], cancellationToken);
        var application = await db.Set<AccessApplication>().Include(a => a.Opinions).Include(a => a.Revisions).Include(a => a.Attachments)
            .RequireAsync(db, actor, applicationId, cancellationToken);
        application.Recall(OpinionOf(step) ?? throw new DomainException("access.cannot-recall"), actor, time.GetUtcNow());
        await engine.RecallAsync(
            db, new RecallCompletion { BusinessKey = AccessScope.BusinessKey(applicationId), NodeId = step, Actor = actor }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held: null, cancellationToken);
    }

    private static OpinionStep? OpinionOf(string step) => step switch
    {
        "supervisorReview" => OpinionStep.Supervisor,
        "operatorReview" => OpinionStep.Operator,
        "countyReview" => OpinionStep.County,
        "correction" => OpinionStep.Contractor,
        _ => null,
    };
}
