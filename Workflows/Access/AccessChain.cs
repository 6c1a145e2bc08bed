using Domain;
using Domain.Access;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Access;

/// <summary>The access chain to the operations that all chains share: the three reviews of form 1-3 are its decisions.</summary>
/// <remarks>
/// The county gives back to the reviewers alone: to the contractor leads its correction, which the law has a clock for. Once it has decided,
/// the track is fixed and nothing is given back. Taken back is an opinion, a correction asked for, or a submission.
/// </remarks>
public sealed class AccessChain : IChain
{
    /// <summary>The contractor's own first step.</summary>
    internal const string Submission = "submission";

    public string Key => AccessSubmission.DefinitionKey;

    /// <summary>How the chain's file calls what an opinion of a step says.</summary>
    public static string OutcomeOf(string node, OpinionResult result) => (node, result) switch
    {
        ("countyReview", OpinionResult.Agree) => "approve",
        (_, OpinionResult.Agree) => "agree",
        (_, OpinionResult.Disagree) => "disagree",
        (_, OpinionResult.Correct) => "correct",
        _ => "refuse",
    };

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<AccessApplication>().VisibleTo(db, actor).AnyAsync(a => a.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => node is "supervisorReview" or "operatorReview" or "countyReview";

    /// <exception cref="DomainException">opinion.*, access.not-under-review.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var application = await step.Db.Set<AccessApplication>().SingleAsync(a => a.Id == step.CaseId, cancellationToken);
        var result = Enum.GetValues<OpinionResult>().First(r => OutcomeOf(step.Node, r) == outcome);
        if (OpinionOf(step.Node) is { } box and not OpinionStep.County) application.GiveOpinion(box, result, opinion ?? "", step.Actor, step.Now);
        else application.Review(result, opinion ?? "", step.Actor, step.Now);
        if (application.Status == AccessStatus.Refused)
            await step.Db.AddRangeAsync(AccessNotices.Refused(application, step.Held.Item.TokenId, opinion!, step.Now), cancellationToken);
    }

    public IReadOnlyList<string> ReturnTargets(string node) => node switch
    {
        "supervisorReview" => [Submission],
        "operatorReview" => [Submission, "supervisorReview"],
        "countyReview" => ["supervisorReview", "operatorReview"],
        _ => [],
    };

    /// <summary>Opinions count until newer ones are there; the contractor can change the form.</summary>
    /// <exception cref="DomainException">access.not-under-review.</exception>
    public async Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (target != Submission) return;
        var application = await step.Db.Set<AccessApplication>().SingleAsync(a => a.Id == step.CaseId, cancellationToken);
        application.GiveBack();
    }

    public bool IsRecallable(string node) => OpinionOf(node) is not null;

    /// <exception cref="DomainException">access.cannot-recall, access.correction-begun.</exception>
    public async Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        var application = await recall.Db.Set<AccessApplication>().Include(a => a.Opinions).Include(a => a.Revisions).Include(a => a.Attachments)
            .SingleAsync(a => a.Id == recall.CaseId, cancellationToken);
        application.Recall(OpinionOf(recall.Node) ?? throw new DomainException("access.cannot-recall"), recall.Actor, recall.Now);
    }

    private static OpinionStep? OpinionOf(string node) => node switch
    {
        "supervisorReview" => OpinionStep.Supervisor,
        "operatorReview" => OpinionStep.Operator,
        "countyReview" => OpinionStep.County,
        "correction" or Submission => OpinionStep.Contractor,
        _ => null,
    };
}
