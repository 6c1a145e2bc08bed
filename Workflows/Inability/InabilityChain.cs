using Domain;
using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine;

namespace Workflows.Inability;

/// <summary>The chain of statements: the county accepts or refuses, the rest is watched by itself. Until then the contractor withdraws it.</summary>
public sealed class InabilityChain : IChain
{
    public string Key => InabilityScope.Key;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<InabilityStatement>().VisibleTo(db, actor).AnyAsync(s => s.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => node == "countyReview";

    /// <exception cref="DomainException">opinion.text-required, inability.*.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var statement = await step.Db.Set<InabilityStatement>().Include(s => s.Site).SingleAsync(s => s.Id == step.CaseId, cancellationToken);
        if (outcome == "accept")
        {
            statement.Accept(step.Actor, WorkingCalendar.ShanghaiDate(step.Now), step.Now);
            await step.Db.AddRangeAsync(InabilityMessages.Accepted(statement, statement.Site.Name, step.Now), cancellationToken);
            return;
        }

        if (opinion is null) throw new DomainException("opinion.text-required");
        statement.Refuse(step.Actor, step.Now);
        await step.Db.AddRangeAsync(InabilityMessages.Refused(statement, statement.Site.Name, opinion, step.Now), cancellationToken);
    }

    public IReadOnlyList<string> ReturnTargets(string node) => [];

    public Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken) => throw new DomainException(RefusalCodes.ReturnNotPossible, target);

    public bool IsRecallable(string node) => false;

    public Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken) => throw new DomainException(RefusalCodes.RecallTooLate);
}
