using Domain;
using Domain.Dismantling;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Dismantling;

/// <summary>Reads of notices, each within what the actor may see.</summary>
public sealed class CraneNoticeCases(IDbContextFactory<PortalDbContext> databases, CaseProgress progress)
{
    /// <summary>The steps whose opinions the printed form shows, in the order of the chain.</summary>
    public static readonly IReadOnlyList<string> Steps = [CraneNoticeChain.Submission, "countyReview"];

    public async Task<(IReadOnlyList<CraneNoticeRow> Rows, int Total)> ListAsync(Actor actor, CraneNoticeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from notice in db.Set<CraneNotice>().VisibleTo(db, actor).AsNoTracking()
            join contractor in db.Set<Organization>() on notice.ContractorId equals contractor.Id
            select new { notice, notice.Site, Contractor = contractor.Name };
        if (query.Status is { } status) rows = rows.Where(r => r.notice.Status == status);
        if (query.SiteId is { } site) rows = rows.Where(r => r.Site.Id == site);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(r.notice.Number!, like, LikePattern.Escape)
                || EF.Functions.Like(r.Contractor, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var ordered = query.BySite
            ? rows.OrderBy(r => r.Site.Name).ThenByDescending(r => r.notice.Id)
            : rows.OrderByDescending(r => r.notice.CreatedAt).ThenByDescending(r => r.notice.Id);
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).ToListAsync(cancellationToken);
        return ([.. page.Select(r => new CraneNoticeRow(
            r.notice.Id, r.notice.Number, r.Site.Name, r.Site.RegionCode, r.Contractor, r.notice.Status, r.notice.Form.Position, r.notice.Form.DismantleFrom,
            r.notice.Form.DismantleUntil, r.notice.CreatedAt, r.notice.SubmittedAt))], total);
    }

    /// <exception cref="DomainException">crane.unknown: not there, or not for this reader.</exception>
    public async Task<CraneNoticeCase> ReadAsync(Actor actor, long noticeId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var notice = await db.Set<CraneNotice>().AsNoTracking().Include(n => n.Site).ThenInclude(s => s.Participants).ThenInclude(p => p.Organization)
            .RequireAsync(db, actor, noticeId, cancellationToken);
        var site = notice.Site;
        return new CraneNoticeCase
        {
            Id = notice.Id,
            Number = notice.Number,
            Status = notice.Status,
            Revision = notice.Revision,
            Rights = notice.RightsOf(actor),
            SiteId = site.Id,
            SiteName = site.Name,
            SiteAddress = site.Address,
            RegionCode = site.RegionCode,
            ContractorName = await db.Set<Organization>().Where(o => o.Id == notice.ContractorId).Select(o => o.Name).SingleAsync(cancellationToken),
            SupervisorName = Name(OrganizationKind.Supervisor),
            OwnerName = Name(OrganizationKind.Owner),
            Form = notice.ContractorId == actor.OrganizationId ? notice.Form : notice.Submitted ?? notice.Form,
            CreatedAt = notice.CreatedAt,
            SubmittedAt = notice.SubmittedAt,
            ClosedAt = notice.ClosedAt,
            RevokedAt = notice.RevokedAt,
            RevokedByName = notice.RevokedByName,
            RevokedReason = notice.RevokedReason,
            Progress = await progress.ReadAsync(db, CraneNoticeSubmission.DefinitionKey, CraneNoticeScope.BusinessKey(noticeId), actor, cancellationToken),
        };

        string? Name(OrganizationKind kind) => site.Participants.FirstOrDefault(p => p.Kind == kind)?.Organization.Name;
    }
}
