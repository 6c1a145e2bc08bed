using Domain;
using Domain.Organizations;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;
using Workflows.Lists;

namespace Workflows.Supervision;

/// <summary>Reads of the register, each within what the reader may see.</summary>
public sealed class SupervisionReader(IDbContextFactory<PortalDbContext> databases, CaseProgress progress)
{
    /// <summary>Newest first.</summary>
    public async Task<PageOf<SupervisionRow>> ListAsync(Actor actor, SupervisionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from notice in db.Set<SupervisionNotice>().VisibleTo(db, actor).AsNoTracking()
            join contractor in db.Set<Organization>() on notice.ContractorId equals contractor.Id
            select new { notice, notice.Site, Contractor = contractor.Name };
        if (query.Kind is { } kind) rows = rows.Where(r => r.notice.Kind == kind);
        if (query.Status is { } status) rows = rows.Where(r => r.notice.Status == status);
        if (query.SiteId is { } site) rows = rows.Where(r => r.notice.SiteId == site);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site.Name, like, LikePattern.Escape) || EF.Functions.Like(r.notice.Number!, like, LikePattern.Escape)
                || EF.Functions.Like(r.Contractor, like, LikePattern.Escape));
        }

        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderByDescending(r => r.notice.FiledAt).ThenByDescending(r => r.notice.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(r => new SupervisionRow(
                r.notice.Id, r.notice.Kind, r.notice.Status, r.notice.Number, r.Site.Name, r.Site.RegionCode, r.Contractor, r.notice.FiledAt,
                r.notice.InForceFrom, r.notice.LiftedOn))
            .ToListAsync(cancellationToken);
        return new PageOf<SupervisionRow>(page, total);
    }

    /// <exception cref="DomainException">supervision.unknown: not there, or not for this reader.</exception>
    public async Task<SupervisionCase> ReadAsync(Actor actor, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var notice = await db.Set<SupervisionNotice>().AsNoTracking().Include(n => n.Site).RequireAsync(db, actor, id, cancellationToken);
        var names = await db.Set<Organization>().Where(o => o.Id == notice.ContractorId || o.Id == notice.OwnerId)
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        return new SupervisionCase
        {
            Id = notice.Id,
            Kind = notice.Kind,
            Status = notice.Status,
            Number = notice.Number,
            SiteId = notice.SiteId,
            SiteName = notice.Site.Name,
            SiteAddress = notice.Site.Address,
            RegionCode = notice.Site.RegionCode,
            ContractorName = names[notice.ContractorId],
            OwnerName = names[notice.OwnerId],
            Form = notice.Form,
            FiledByName = notice.FiledByName,
            FiledAt = notice.FiledAt,
            RegulatorName = notice.RegulatorName,
            DecidedByName = notice.DecidedByName,
            DecidedAt = notice.DecidedAt,
            InForceFrom = notice.InForceFrom,
            LiftedOn = notice.LiftedOn,
            LiftedById = notice.LiftedById,
            ReceivedByName = notice.ReceivedByName,
            ReceivedAt = notice.ReceivedAt,
            MayWithdraw = notice.MayWithdraw(actor),
            MayEdit = notice.MayEdit(actor),
            Progress = await progress.ReadAsync(db, SupervisionScope.Key, SupervisionScope.BusinessKey(id), actor, cancellationToken),
        };
    }
}
