using Domain.Organizations;
using Infrastructure.Database;

namespace Workflows.Cases;

/// <summary>
/// A chain in which the county reviews what a contractor has filed. Until it decides, the form goes back to the contractor, given back or taken back; a
/// decision has effect at once, and stays.
/// </summary>
public abstract class ReviewedFormChain : IChain
{
    /// <summary>The contractor's own first step.</summary>
    internal const string Submission = "submission";

    /// <summary>The county's step.</summary>
    protected const string Review = "countyReview";

    public abstract string Key { get; }

    public abstract Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken);

    public abstract bool IsDecision(string node);

    public abstract Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken);

    public IReadOnlyList<string> ReturnTargets(string node) => node == Review ? [Submission] : [];

    /// <exception cref="Domain.DomainException">What <see cref="ReopenAsync"/> refuses with.</exception>
    public Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ReopenAsync(step.Db, step.CaseId, cancellationToken);
    }

    public bool IsRecallable(string node) => node == Submission;

    /// <exception cref="Domain.DomainException">What <see cref="ReopenAsync"/> refuses with.</exception>
    public Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        return ReopenAsync(recall.Db, recall.CaseId, cancellationToken);
    }

    /// <summary>The form is the contractor's to change again.</summary>
    /// <exception cref="Domain.DomainException">It is decided already.</exception>
    protected abstract Task ReopenAsync(PortalDbContext db, long caseId, CancellationToken cancellationToken);
}
