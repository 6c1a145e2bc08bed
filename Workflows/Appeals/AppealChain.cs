using Domain;
using Domain.Appeals;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Appeals;

/// <summary>The chain of appeals: the supplier files, the operator checks the facts, the city regulator decides about each deduction.</summary>
/// <remarks>Given back can be to whoever came before. The city's decision changes the score at once and is not taken back.</remarks>
public sealed class AppealChain : IChain
{
    /// <summary>The supplier's own first step.</summary>
    internal const string Submission = "submission";

    internal const string Opinion = "operatorOpinion";

    internal const string Decision = "cityDecision";

    public string Key => AppealScope.Key;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<Appeal>().VisibleTo(db, actor).AnyAsync(a => a.Id == caseId, cancellationToken);

    /// <summary>The city's decision is about every deduction by itself, so <see cref="AppealDecisions"/> takes it.</summary>
    public bool IsDecision(string node) => node == Opinion;

    /// <exception cref="DomainException">opinion.text-required: the operator says what it found, either way.</exception>
    public Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken) =>
        opinion is null ? throw new DomainException("opinion.text-required") : Task.CompletedTask;

    public IReadOnlyList<string> ReturnTargets(string node) => node switch
    {
        Opinion => [Submission],
        Decision => [Submission, Opinion],
        _ => [],
    };

    /// <exception cref="DomainException">appeal.decided.</exception>
    public async Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (target == Submission) (await step.Db.Set<Appeal>().SingleAsync(a => a.Id == step.CaseId, cancellationToken)).Reopen();
    }

    public bool IsRecallable(string node) => node is Submission or Opinion;

    /// <exception cref="DomainException">appeal.decided.</exception>
    public async Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        if (recall.Node == Submission) (await recall.Db.Set<Appeal>().SingleAsync(a => a.Id == recall.CaseId, cancellationToken)).Reopen();
    }
}
