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
    /// <exception cref="DomainException">work-item.* (ProcessEngine.HoldAsync), opinion.*, access.not-under-review, case.changed-meanwhile.</exception>
    public async Task GiveAsync(GiveAccessOpinion request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var held = await ProcessEngine.HoldAsync(db, request.WorkItemId, request.Actor, cancellationToken);
        var application = await db.Set<AccessApplication>()
            .SingleAsync(a => a.Id == AccessScope.ApplicationId(held.Item.BusinessKey), cancellationToken);

        var outcome = held.Item.NodeId switch
        {
            "supervisorReview" => Opine(OpinionStep.Supervisor),
            "operatorReview" => Opine(OpinionStep.Operator),
            "countyReview" => Decide(),
            _ => throw new DomainException("work-item.not-yours"),
        };
        await engine.CompleteAsync(db, new CompleteItem { Held = held, Outcome = outcome, Comment = request.Text }, cancellationToken);
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
