using Domain;
using Domain.Dismantling;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;

namespace Workflows.Dismantling;

/// <summary>The chain of crane notices to the operations that all chains share: the county acknowledges or refuses.</summary>
public sealed class CraneNoticeChain : ReviewedFormChain
{
    public override string Key => CraneNoticeSubmission.DefinitionKey;

    public override Task<bool> SeesAsync(PortalDbContext db, Actor actor, long caseId, CancellationToken cancellationToken) =>
        db.Set<CraneNotice>().VisibleTo(db, actor).AnyAsync(n => n.Id == caseId, cancellationToken);

    public override bool IsDecision(string node) => node == Review;

    /// <exception cref="DomainException">opinion.text-required for a refusal, crane.not-under-review.</exception>
    public override async Task DecidingAsync(ChainStep step, string outcome, string? opinion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (outcome != "refuse") return;
        var notice = await NoticeAsync(step.Db, step.CaseId, cancellationToken);
        notice.Refuse(step.Now);
        await step.Db.AddRangeAsync(CraneNoticeMessages.Refused(notice, opinion ?? throw new DomainException("opinion.text-required"), step.Now), cancellationToken);
    }

    /// <exception cref="DomainException">crane.not-under-review.</exception>
    protected override async Task ReopenAsync(PortalDbContext db, long caseId, CancellationToken cancellationToken) =>
        (await NoticeAsync(db, caseId, cancellationToken)).Reopen();

    private static Task<CraneNotice> NoticeAsync(PortalDbContext db, long id, CancellationToken cancellationToken) =>
        db.Set<CraneNotice>().Include(n => n.Site).ThenInclude(s => s.Participants).SingleAsync(n => n.Id == id, cancellationToken);
}
