using Domain;
using Domain.Access;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Access;

/// <summary>An opinion of the supervisor, the operator or the county regulator, at the work item that asks for it.</summary>
public sealed record GiveAccessOpinion
{
    public required Actor Actor { get; init; }
    public required long WorkItemId { get; init; }
    public required OpinionResult Result { get; init; }
    public required string Text { get; init; }
}

/// <summary>The signed opinions of form 1-3.</summary>
public sealed class AccessReviews(IDbContextFactory<PortalDbContext> databases, ProcessEngine engine, TimeProvider time)
{
    private static readonly string[] Steps = ["supervisorReview", "operatorReview", "countyReview"];

    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), opinion.*, access.not-under-review, case.changed-meanwhile.</exception>
    public Task GiveAsync(GiveAccessOpinion request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // What is under review cannot change; only a reminder of the same moment can be in the way.
        return Contention.RetryAsync(() => TryGiveAsync(request, cancellationToken), cancellationToken);
    }

    private async Task TryGiveAsync(GiveAccessOpinion request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await AccessScope.HoldAsync(db, request.WorkItemId, request.Actor, Steps, cancellationToken);
        var application = await db.Set<AccessApplication>()
            .SingleAsync(a => a.Id == AccessScope.ApplicationId(held.Item.BusinessKey), cancellationToken);

        var outcome = held.Item.NodeId switch
        {
            "supervisorReview" => Opine(OpinionStep.Supervisor),
            "operatorReview" => Opine(OpinionStep.Operator),
            _ => Decide(),
        };
        if (application.Status == AccessStatus.Refused)
            await db.AddRangeAsync(AccessNotices.Refused(application, held.Item.TokenId, request.Text.Trim(), time.GetUtcNow()), cancellationToken);
        await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = outcome, Comment = request.Text.Trim() }, cancellationToken);
        await ProcessEngine.SaveAsync(db, held, cancellationToken);

        string Opine(OpinionStep step)
        {
            application.GiveOpinion(step, request.Result, request.Text, request.Actor, time.GetUtcNow());
            return request.Result == OpinionResult.Agree ? "agree" : "disagree";
        }

        string Decide()
        {
            application.Review(request.Result, request.Text, request.Actor, time.GetUtcNow());
            return request.Result switch
            {
                OpinionResult.Agree => "approve",
                OpinionResult.Correct => "correct",
                _ => "refuse",
            };
        }
    }
}
