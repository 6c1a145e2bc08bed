using Domain;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Leave;

/// <summary>The leave chain to the operations that all chains share.</summary>
/// <remarks>
/// Given back can be to the applicant, and by the county to the owner. Taken back is the application before anybody has decided, and an approval that did
/// not grant the leave; the grant itself binds two people and has been told to them.
/// </remarks>
public sealed class LeaveChain : IChain
{
    /// <summary>The applicant's own first step.</summary>
    internal const string Submission = "submission";

    public string Key => LeaveScope.DefinitionKey;

    public Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<LeaveRequest>().VisibleTo(db, actor).AnyAsync(l => l.Id == caseId, cancellationToken);

    public bool IsDecision(string node) => IsApproval(node) || node == "confirmReturn";

    /// <exception cref="DomainException">leave.own-decision, leave.reason-required, leave.not-returned, leave.not-under-review.</exception>
    public async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (db, now) = (step.Db, step.Now);
        var leave = await db.Set<LeaveRequest>().SingleAsync(l => l.Id == step.CaseId, cancellationToken);
        leave.RequireDecider(step.Actor);
        if (outcome is "refuse" or "reject" && opinion is null) throw new DomainException("leave.reason-required");
        switch (outcome)
        {
            case "refuse":
                leave.Refuse(now);
                await db.AddRangeAsync(LeaveNotices.Refused(leave, await SiteAsync(), opinion!, now), cancellationToken);
                break;
            case "reject":
                leave.RejectReturn();
                if (await db.Set<AbsenceRecord>().SingleOrDefaultAsync(a => a.LeaveId == leave.Id, cancellationToken) is { } absence) absence.Resume();
                await db.AddRangeAsync(LeaveNotices.NotBack(leave, await SiteAsync(), opinion!, step.Held.Item.TokenId, now), cancellationToken);
                break;
            case "confirm":
                leave.ConfirmReturn(now);
                break;
            default:
                // An approval changes nothing but the chain; the last one is LeaveGrantHandler's.
                break;
        }

        Task<string> SiteAsync() => db.Set<Site>().Where(s => s.Id == leave.SiteId).Select(s => s.Name).SingleAsync(cancellationToken);
    }

    public IReadOnlyList<string> ReturnTargets(string node) => node switch
    {
        "contractorDecision" or "supervisorDecision" or "ownerDecision" => [Submission],
        "countyDecision" => [Submission, "ownerDecision"],
        _ => [],
    };

    /// <exception cref="DomainException">leave.own-decision, leave.not-under-review.</exception>
    public async Task ReturningAsync(ChainStep step, string target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var leave = await step.Db.Set<LeaveRequest>().SingleAsync(l => l.Id == step.CaseId, cancellationToken);
        leave.RequireDecider(step.Actor);
        if (target == Submission) leave.Reopen();
    }

    public bool IsRecallable(string node) => node == Submission || IsApproval(node);

    /// <exception cref="DomainException">leave.not-under-review.</exception>
    public async Task RecallingAsync(ChainRecall recall, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recall);
        if (recall.Node == Submission) (await recall.Db.Set<LeaveRequest>().SingleAsync(l => l.Id == recall.CaseId, cancellationToken)).Reopen();
    }

    private static bool IsApproval(string node) => node is "contractorDecision" or "supervisorDecision" or "ownerDecision" or "countyDecision";
}
