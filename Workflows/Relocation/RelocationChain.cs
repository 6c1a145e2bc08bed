using Domain;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Relocation;

/// <summary>The chain of relocations and removals to the operations that all chains share: county, operator and city decide.</summary>
/// <remarks>
/// Given back can be to whoever comes before, the contractor among them. The city's approval takes effect at once and is not taken back.
/// </remarks>
public sealed class RelocationChain : IChain
{
    /// <summary>The contractor's own first step.</summary>
    internal const string Submission = "submission";

    public string Key => RelocationSubmission.DefinitionKey;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<RelocationApplication>().VisibleTo(db, actor).AnyAsync(a => a.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => node is "countyReview" or "operatorReview" or "cityReview";

    /// <exception cref="DomainException">opinion.text-required for a refusal, relocation.not-under-review.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (outcome != "refuse") return;
        var application = await ApplicationAsync(step.Db, step.CaseId, cancellationToken);
        application.Refuse(step.Now);
        var readers = await RelocationNotices.ReadersAsync(step.Db, application, cancellationToken);
        await step.Db.AddRangeAsync(RelocationNotices.Refused(application, readers, opinion ?? throw new DomainException("opinion.text-required"), step.Now), cancellationToken);
    }

    public IReadOnlyList<string> ReturnTargets(string node) => node switch
    {
        "countyReview" => [Submission],
        "operatorReview" => [Submission, "countyReview"],
        "cityReview" => [Submission, "countyReview", "operatorReview"],
        _ => [],
    };

    /// <exception cref="DomainException">relocation.not-under-review.</exception>
    public async Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (target == Submission) (await ApplicationAsync(step.Db, step.CaseId, cancellationToken)).Reopen();
    }

    public bool IsRecallable(string node) => node is Submission or "countyReview" or "operatorReview";

    /// <exception cref="DomainException">relocation.not-under-review.</exception>
    public async Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        if (recall.Node == Submission) (await ApplicationAsync(recall.Db, recall.CaseId, cancellationToken)).Reopen();
    }

    private static Task<RelocationApplication> ApplicationAsync(PortalDbContext db, long id, CancellationToken cancellationToken) =>
        db.Set<RelocationApplication>().Include(a => a.Items).Include(a => a.Site).ThenInclude(s => s.Participants).SingleAsync(a => a.Id == id, cancellationToken);
}
