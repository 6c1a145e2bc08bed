using Domain;
using Domain.Calendar;
using Domain.Inability;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Inability;

/// <summary>
/// The chain of statements: the county accepts, refuses or gives back, the rest is watched by itself. A decision has effect at once and is not taken back.
/// </summary>
public sealed class InabilityChain : ReviewedFormChain
{
    public override string Key => InabilityScope.Key;

    public override Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<InabilityStatement>().VisibleTo(db, actor).AnyAsync(s => s.Id == caseId, cancellationToken);

    public override bool IsDecision(string node) => node == Review;

    /// <exception cref="DomainException">opinion.text-required, inability.*.</exception>
    public override async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
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

    /// <exception cref="DomainException">inability.decided.</exception>
    protected override async Task ReopenAsync(PortalDbContext db, long caseId, CancellationToken cancellationToken) =>
        (await db.Set<InabilityStatement>().SingleAsync(s => s.Id == caseId, cancellationToken)).Reopen();
}
