using Domain;
using Domain.Consequences;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine;

namespace Workflows.Consequences;

/// <summary>The chain of consequences: the rule proposes, the city regulator confirms or sets aside, a talk is held and recorded.</summary>
/// <remarks>A decision is told to the supplier and takes effect at once, so nothing is given back or taken back; what was imposed is lifted on the supplier's page.</remarks>
public sealed class ConsequenceChain : IChain
{
    internal const string Decision = "cityDecision";

    internal const string Talk = "talk";

    public string Key => ConsequenceScope.Key;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<Consequence>().VisibleTo(db, actor).AnyAsync(c => c.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => node == Decision;

    /// <exception cref="DomainException">opinion.text-required to set aside, consequence.appeal-time (the last day), consequence.appeal-open, consequence.decided.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (db, now) = (step.Db, step.Now);
        var consequence = await db.Set<Consequence>().SingleAsync(c => c.Id == step.CaseId, cancellationToken);
        if (outcome != "confirm")
        {
            consequence.SetAside(step.Actor, now);
            var reason = opinion ?? throw new DomainException("opinion.text-required");
            await db.AddRangeAsync(ConsequenceMessages.SetAside(consequence, reason, now), cancellationToken);
            return;
        }

        ConsequenceScope.Bind(db, await db.Set<Scorecard>().SingleAsync(c => c.Id == consequence.ScorecardId, cancellationToken));
        consequence.Confirm(step.Actor, await ConsequenceScope.AppealOpenAsync(db, consequence, cancellationToken), now);
        if (consequence.Kind == ConsequenceKind.Talk) await db.AddRangeAsync(ConsequenceMessages.TalkDue(consequence, now), cancellationToken);
    }

    public IReadOnlyList<string> ReturnTargets(string node) => [];

    public Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken) => throw new DomainException(RefusalCodes.ReturnNotPossible, target);

    public bool IsRecallable(string node) => false;

    public Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken) => throw new DomainException(RefusalCodes.RecallTooLate);
}
