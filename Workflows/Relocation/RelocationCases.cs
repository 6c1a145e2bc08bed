using Domain;
using Domain.Dismantling;
using Domain.Engine;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Shell;

namespace Workflows.Relocation;

/// <summary>Reads of applications, each within what the actor may see.</summary>
public sealed class RelocationCases(IDbContextFactory<PortalDbContext> databases, CaseProgress progress, TimeProvider time)
{
    /// <summary>The steps whose opinions the form of annex 2 prints, in the order of the chain.</summary>
    public static readonly IReadOnlyList<string> Steps = [RelocationChain.Submission, "countyReview", "operatorReview", "cityReview"];

    public async Task<(IReadOnlyList<RelocationRow> Rows, int Total)> ListAsync(Actor actor, RelocationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows =
            from application in db.Set<RelocationApplication>().VisibleTo(db, actor).AsNoTracking()
            join contractor in db.Set<Organization>() on application.ContractorId equals contractor.Id
            select new { application, application.Site, Contractor = contractor.Name };
        if (query.Kind is { } kind) rows = rows.Where(r => r.application.Kind == kind);
        if (query.Status is { } status) rows = rows.Where(r => r.application.Status == status);
        if (query.SiteId is { } site) rows = rows.Where(r => r.Site.Id == site);
        if (!string.IsNullOrEmpty(query.RegionCode)) rows = rows.Where(r => r.Site.RegionCode == query.RegionCode);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            rows = rows.Where(r => EF.Functions.Like(r.Site.Name, like, LikePattern.Escape)
                || EF.Functions.Like(r.application.Number!, like, LikePattern.Escape)
                || EF.Functions.Like(r.Contractor, like, LikePattern.Escape));
        }

        var items = db.Set<WorkItem>().Where(w => w.DefinitionKey == RelocationSubmission.DefinitionKey && w.Status == WorkItemStatus.Open);
        var withStep = rows.Select(r => new
        {
            r.application,
            r.Site,
            r.Contractor,
            Points = r.application.Items.Count,
            Step = items.Where(w => w.BusinessKey == "relocation:" + r.application.Id).OrderBy(w => w.Id).Select(w => w.NodeId).FirstOrDefault(),
            Due = items.Where(w => w.BusinessKey == "relocation:" + r.application.Id).Min(w => w.DueAt),
        });
        var total = await withStep.CountAsync(cancellationToken);
        var ordered = query.Sort switch
        {
            RelocationSort.DueFirst => withStep.OrderBy(r => r.Due == null).ThenBy(r => r.Due).ThenByDescending(r => r.application.Id),
            RelocationSort.SiteName => withStep.OrderBy(r => r.Site.Name).ThenByDescending(r => r.application.Id),
            _ => withStep.OrderByDescending(r => r.application.CreatedAt).ThenByDescending(r => r.application.Id),
        };
        var page = await ordered.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(r => new RelocationRow(
                r.application.Id, r.application.Number, r.application.Kind, r.Site.Name, r.Site.RegionCode, r.Contractor, r.application.Status, r.Points,
                r.application.CreatedAt, r.application.SubmittedAt, r.Step, r.Due))
            .ToListAsync(cancellationToken);
        return (page, total);
    }

    /// <exception cref="DomainException">relocation.unknown: not there, or not for this reader.</exception>
    public async Task<RelocationCase> ReadAsync(Actor actor, long applicationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var application = await db.Set<RelocationApplication>().AsNoTracking().AsSplitQuery()
            .Include(a => a.Items).Include(a => a.Site).ThenInclude(s => s.Participants).ThenInclude(p => p.Organization)
            .RequireAsync(db, actor, applicationId, cancellationToken);
        var contractor = await db.Set<Organization>().Where(o => o.Id == application.ContractorId).Select(o => o.Name).SingleAsync(cancellationToken);
        var ground = await RelocationGround.ReadAsync(db, application.SiteId, applicationId, time.GetUtcNow(), cancellationToken);
        // A supplier sees its own devices of a site, everyone else all of them (VisibleDevices).
        if (actor.OrganizationKind == OrganizationKind.Supplier) ground = ground with { Devices = [.. ground.Devices.Where(d => d.SupplierId == actor.OrganizationId)] };
        var devices = ground.Devices.ToDictionary(d => d.Id);
        var notices = await db.Set<CraneNotice>().Where(n => n.SiteId == application.SiteId && n.Status == CraneNoticeStatus.Registered).OrderBy(n => n.Id)
            .Select(n => new CraneNoticeLink(n.Id, n.Number!)).ToListAsync(cancellationToken);
        var site = application.Site;
        return new RelocationCase
        {
            Id = application.Id,
            Number = application.Number,
            Kind = application.Kind,
            Status = application.Status,
            Revision = application.Revision,
            Rights = application.RightsOf(actor),
            SiteId = site.Id,
            SiteName = site.Name,
            SiteAddress = site.Address,
            RegionCode = site.RegionCode,
            SiteState = site.State,
            ContractorName = contractor,
            SupervisorName = site.Participants.FirstOrDefault(p => p.Kind == OrganizationKind.Supervisor)?.Organization.Name,
            Form = application.ContractorId == actor.OrganizationId ? application.Form : application.Submitted ?? application.Form,
            Points = [.. application.Items.Where(i => devices.ContainsKey(i.DeviceId)).OrderBy(i => i.Id)
                .Select(i => new RelocationPointView(i.DeviceId, devices[i.DeviceId].Code, i.Position, i.Kind, i.NewPosition, i.NewKind))],
            Ground = ground,
            CraneNotices = notices,
            CreatedAt = application.CreatedAt,
            SubmittedAt = application.SubmittedAt,
            ClosedAt = application.ClosedAt,
            Progress = await progress.ReadAsync(db, RelocationSubmission.DefinitionKey, RelocationScope.BusinessKey(applicationId), actor, cancellationToken),
        };
    }
}
