using Domain;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Engine;

namespace Workflows.Violations;

/// <summary>The chain of violations to the operations that all chains share. Each of its steps has a form of its own.</summary>
/// <remarks>
/// Given back is what was recorded, and a reinspection before measures are decided. To the contractor leads a new order: its deadline is
/// the law's, and giving back would renew it silently. Taken back are a record, an answer and a failed reinspection; an order and what ends a
/// case take effect at once.
/// </remarks>
public sealed class ViolationChain : IChain
{
    internal const string Record = "record";
    internal const string OrderStep = "order";
    internal const string Answer = "answer";
    internal const string Reinspection = "reinspection";
    internal const string Measures = "measures";

    public string Key => ViolationScope.Key;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<Violation>().VisibleTo(db, actor).AnyAsync(v => v.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => false;

    public Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken) => throw new DomainException("work-item.not-yours");

    public IReadOnlyList<string> ReturnTargets(string node) => node switch
    {
        OrderStep => [Record],
        Measures => [Reinspection],
        _ => [],
    };

    /// <exception cref="DomainException">violation.step.</exception>
    public async Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (target == Reinspection) (await ViolationScope.LoadAsync(step.Db, step.CaseId, cancellationToken)).TakeReinspectionBack();
    }

    public bool IsRecallable(string node) => node is Record or Answer or Reinspection;

    /// <exception cref="DomainException">violation.step, engine.recall-too-late.</exception>
    public async Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        var violation = await ViolationScope.LoadAsync(recall.Db, recall.CaseId, cancellationToken);
        switch (recall.Node)
        {
            case Record:
                break;
            case Answer:
                violation.TakeReplyBack();
                break;
            case Reinspection:
                violation.TakeReinspectionBack();
                break;
            default:
                throw new DomainException(RefusalCodes.RecallTooLate);
        }
    }
}
