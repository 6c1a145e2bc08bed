using Domain.Calendar;
using Domain.Devices;
using Domain.Dismantling;
using Domain.Engine;
using Domain.Organizations;
using Domain.Relocation;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Dismantling;
using Workflows.Relocation;

namespace Workflows.Demo;

/// <summary>At connected sites: a relocation in effect, another with the operator, and the removal of a crane's camera with the notice that it needs.</summary>
internal sealed class DemoRelocations(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names)
{
    /// <param name="begin">When it begins; all of it is done some hours later.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TellAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var devices = await db.Set<Device>().AsNoTracking().Where(d => d.ApplicationId != null && d.ServicePeriods.Any(p => p.From < begin && p.Until == null))
            .OrderBy(d => d.Id).ToListAsync(cancellationToken);
        if (devices.Find(d => d.Kind.IsOnCrane()) is not { } crane) return;
        services.Clock.Now = begin;
        await RemoveAsync(crane, cancellationToken);
        // From different sites, as far as there are.
        var others = devices.Where(d => d.Id != crane.Id && d.Kind.IsDome()).GroupBy(d => d.SiteId).SelectMany(g => g.Select((d, i) => (d, i))).OrderBy(p => p.i).Select(p => p.d).Take(2).ToList();
        foreach (var (device, i) in others.Select((d, i) => (d, i))) await MoveAsync(device, i == 0 ? "end" : "operatorReview", cancellationToken);
    }

    private async Task MoveAsync(Device device, string stopAt, CancellationToken cancellationToken)
    {
        var site = SiteOf(device);
        var form = Form(site, device) with
        {
            ReconnectionDate = Today.AddDays(5),
            Points = [new RelocationPoint { DeviceId = device.Id, NewPosition = names.Positions[^1] }],
        };
        await FollowAsync(site, await SubmitAsync(site, device, RelocationKind.Relocation, form, cancellationToken), stopAt, cancellationToken);
    }

    private async Task RemoveAsync(Device device, CancellationToken cancellationToken)
    {
        var site = SiteOf(device);
        var (clerk, manager) = (site.Contractor[Role.SiteClerk], site.Contractor[Role.ProjectManager]);
        var notice = await services.CraneNoticeDrafts.StartAsync(clerk, site.Site.Id, cancellationToken);
        var revision = await services.CraneNoticeDrafts.SaveAsync(
            new SaveCraneNotice { Actor = clerk, NoticeId = notice, Form = Notice(site, device), Revision = await RevisionAsync<CraneNotice>(notice, cancellationToken) }, cancellationToken);
        await services.CraneNotices.SubmitAsync(new SubmitCraneNotice { Actor = manager, NoticeId = notice, Opinion = names.Texts["craneDown"], Revision = revision }, cancellationToken);
        Pass();
        await DecideAsync(await OpenAsync($"crane:{notice}", cancellationToken), site.County[Role.CountyOfficer], "acknowledge", cancellationToken);
        var form = Form(site, device) with { Points = [new RelocationPoint { DeviceId = device.Id }] };
        await FollowAsync(site, await SubmitAsync(site, device, RelocationKind.Removal, form, cancellationToken), "end", cancellationToken);
    }

    private async Task<long> SubmitAsync(DemoSite site, Device device, RelocationKind kind, RelocationForm form, CancellationToken cancellationToken)
    {
        Pass();
        var clerk = site.Contractor[Role.SiteClerk];
        var id = await services.RelocationDrafts.StartAsync(new StartRelocation { Actor = clerk, SiteId = device.SiteId, Kind = kind }, cancellationToken);
        var revision = await services.RelocationDrafts.SaveAsync(
            new SaveRelocation { Actor = clerk, ApplicationId = id, Form = form, Revision = await RevisionAsync<RelocationApplication>(id, cancellationToken) }, cancellationToken);
        Pass();
        await services.Relocations.SubmitAsync(
            new SubmitRelocation { Actor = site.Contractor[Role.ProjectManager], ApplicationId = id, Opinion = names.Texts["relocate"], Revision = revision }, cancellationToken);
        return id;
    }

    private async Task FollowAsync(DemoSite site, long id, string stopAt, CancellationToken cancellationToken)
    {
        while (await FindAsync($"relocation:{id}", cancellationToken) is { } item && item.NodeId != stopAt)
        {
            Pass();
            var by = item.NodeId switch
            {
                "countyReview" => site.County[Role.CountyOfficer],
                "operatorReview" => Above(site, OrganizationKind.Operator)[Role.OperatorEngineer],
                _ => Above(site, OrganizationKind.CityRegulator)[Role.CityOfficer],
            };
            await DecideAsync(item, by, "approve", cancellationToken);
        }
    }

    private Task DecideAsync(WorkItem item, Actor by, string outcome, CancellationToken cancellationToken) => services.Decisions.DecideAsync(
        new DecideItem { Actor = by, WorkItemId = item.Id, Outcome = outcome, Opinion = names.Texts["relocationAgreed"] }, cancellationToken);

    private RelocationForm Form(DemoSite site, Device device) => new()
    {
        ContactName = site.Contractor[Role.ProjectManager].Name,
        ContactPhone = DemoRegisters.Phone((int)(device.Id % 500)),
        VideoInstallationDate = Today.AddDays(-20),
        SiteSituation = names.Texts["relocationSituation"],
        SupervisorOpinion = names.Texts["relocationAgreed"],
        SupervisorName = site.Supervisor[Role.SupervisionEngineer].Name,
        SupervisorDate = Today,
    };

    private CraneNoticeForm Notice(DemoSite site, Device device) => new()
    {
        ContactName = site.Contractor[Role.ProjectManager].Name,
        ContactPhone = DemoRegisters.Phone((int)(device.Id % 500)),
        EquipmentName = names.Texts["craneName"],
        Model = "QTZ80(6010)",
        Manufacturer = names.Texts["craneMaker"],
        SerialNumber = "TC2023-0815",
        RecordNumber = "ZJ-T-2023-0107",
        OwnerUnit = names.Texts["craneOwner"],
        Position = device.Position,
        Dismantler = names.Texts["craneOwner"],
        QualificationNumber = "D344010203",
        SafetyLicenceNumber = "JZ-2024-001122",
        LeaderName = site.Contractor[Role.SiteClerk].Name,
        LeaderPhone = DemoRegisters.Phone((int)(device.Id % 500) + 1),
        TechnicianName = site.Contractor[Role.ProjectManager].Name,
        SafetyOfficerName = site.Contractor[Role.SiteClerk].Name,
        Crew = names.Texts["craneCrew"],
        PlanApprovedOn = Today.AddDays(-6),
        DismantleFrom = Today.AddDays(1),
        DismantleUntil = Today.AddDays(2),
        SupervisorOpinion = names.Texts["relocationAgreed"],
        SupervisorName = site.Supervisor[Role.SupervisionEngineer].Name,
        SupervisorDate = Today,
    };

    private DateOnly Today => WorkingCalendar.ShanghaiDate(services.Clock.Now);

    private DemoSite SiteOf(Device device) => registers.Sites.First(s => s.Site.Id == device.SiteId);

    private DemoUnit Above(DemoSite site, OrganizationKind kind) =>
        registers.Of(kind).First(u => u.Organization.RegionCode!.StartsWith(site.Site.RegionCode[..2], StringComparison.Ordinal));

    private void Pass() => services.Clock.Now += TimeSpan.FromMinutes(9);

    private async Task<WorkItem> OpenAsync(string key, CancellationToken cancellationToken) => (await FindAsync(key, cancellationToken))!;

    private async Task<WorkItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<WorkItem>().AsNoTracking().SingleOrDefaultAsync(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open, cancellationToken);
    }

    private async Task<long> RevisionAsync<T>(long id, CancellationToken cancellationToken)
        where T : class
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<T>().Where(e => EF.Property<long>(e, "Id") == id).Select(e => EF.Property<long>(e, "Revision")).SingleAsync(cancellationToken);
    }
}
