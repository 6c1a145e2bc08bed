using Domain.Calendar;
using Domain.Devices;
using Domain.Dismantling;
using Domain.Engine;
using Domain.Organizations;
using Domain.Relocation;
using Domain.Sites;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Dismantling;
using Workflows.Relocation;

namespace Testing.Relocation;

/// <summary>Leads relocations, removals and crane notices of a <see cref="PortalWorld"/> through the real services.</summary>
public sealed class RelocationWalk(PortalWorld world)
{
    public DateOnly Today => WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow());

    /// <summary>A draft with the form in it.</summary>
    public async Task<long> DraftAsync(RelocationKind kind, RelocationForm form, Site? site = null)
    {
        var drafts = world.Get<RelocationDrafts>();
        var id = await drafts.StartAsync(new StartRelocation { Actor = world.SiteClerk, SiteId = (site ?? world.Site).Id, Kind = kind });
        await SaveAsync(id, form);
        return id;
    }

    public async Task SaveAsync(long id, RelocationForm form) => await world.Get<RelocationDrafts>().SaveAsync(
        new SaveRelocation { Actor = world.SiteClerk, ApplicationId = id, Form = form, Revision = await RevisionAsync(id) });

    public async Task<string> SubmitAsync(long id, Actor? by = null) => await world.Get<RelocationSubmission>().SubmitAsync(
        new SubmitRelocation { Actor = by ?? world.ProjectManager, ApplicationId = id, Opinion = "Needed for the works.", Revision = await RevisionAsync(id) });

    public async Task<long> MoveAsync(IEnumerable<Device> devices)
    {
        var id = await DraftAsync(RelocationKind.Relocation, RelocationForms.Move(Today, [.. devices.Select(d => d.Id)]));
        await SubmitAsync(id);
        return id;
    }

    public async Task<long> RemovalAsync(IEnumerable<Device> devices)
    {
        var id = await DraftAsync(RelocationKind.Removal, RelocationForms.Removal(Today, [.. devices.Select(d => d.Id)]));
        await SubmitAsync(id);
        return id;
    }

    /// <summary>County and operator approve: only the city is left.</summary>
    public async Task UntilCityAsync(long id)
    {
        await DecideAsync(id, world.CountyOfficer);
        await DecideAsync(id, world.Operator);
    }

    public async Task ApproveAsync(long id)
    {
        await UntilCityAsync(id);
        await DecideAsync(id, world.CityOfficer);
    }

    /// <summary>Whoever holds the open step decides.</summary>
    public async Task DecideAsync(long id, Actor by, string outcome = "approve", string? comment = "Checked.") =>
        await DecideItemAsync((await OpenAsync($"relocation:{id}")).Id, by, outcome, comment);

    public Task DecideItemAsync(long item, Actor by, string outcome, string? comment) => world.Get<CaseDecisions>().DecideAsync(
        new DecideItem { Actor = by, WorkItemId = item, Outcome = outcome, Opinion = comment });

    /// <summary>A crane notice, filled in.</summary>
    public async Task<long> DraftCraneNoticeAsync(Site? site = null)
    {
        var drafts = world.Get<CraneNoticeDrafts>();
        var id = await drafts.StartAsync(world.SiteClerk, (site ?? world.Site).Id);
        await drafts.SaveAsync(new SaveCraneNotice { Actor = world.SiteClerk, NoticeId = id, Form = RelocationForms.CraneNotice(Today), Revision = await CraneRevisionAsync(id) });
        return id;
    }

    /// <summary>A crane notice, filed.</summary>
    public async Task<long> CraneNoticeAsync(Site? site = null)
    {
        var id = await DraftCraneNoticeAsync(site);
        await FileAsync(id);
        return id;
    }

    public async Task<string> FileAsync(long id, Actor? by = null) => await world.Get<CraneNoticeSubmission>().SubmitAsync(
        new SubmitCraneNotice { Actor = by ?? world.ProjectManager, NoticeId = id, Opinion = "The crane comes down.", Revision = await CraneRevisionAsync(id) });

    public async Task AcknowledgeAsync(long id, string outcome = "acknowledge", string? comment = "Registered.") =>
        await DecideItemAsync((await OpenAsync($"crane:{id}")).Id, world.CountyOfficer, outcome, comment);

    public async Task<long> RegisteredCraneNoticeAsync(Site? site = null)
    {
        var id = await CraneNoticeAsync(site);
        await AcknowledgeAsync(id);
        return id;
    }

    public Task RevokeAsync(long id) => world.Get<CraneNoticeSubmission>().RevokeAsync(
        new RevokeCraneNotice { Actor = world.CountyOfficer, NoticeId = id, Reason = "The crane stays." });

    /// <summary>A notice of supervision, issued today.</summary>
    public async Task<long> StandstillAsync(SupervisionKind kind = SupervisionKind.Termination, Site? site = null)
    {
        await using var db = world.Open();
        var of = (site ?? world.Site).Id;
        var tracked = await db.Set<Site>().Include(s => s.Participants).SingleAsync(s => s.Id == of);
        var now = world.Clock.GetUtcNow();
        var standing = new SupervisionStanding
        {
            Suspension = kind == SupervisionKind.Resumption
                ? await db.Set<SupervisionNotice>().SingleAsync(n => n.SiteId == of && n.Kind == SupervisionKind.Suspension)
                : null,
        };
        var notice = new SupervisionNotice(kind, RelocationForms.Standstill(Today), tracked, standing, world.ProjectManager, now);
        await db.AddAsync(notice);
        notice.Issue($"{kind}-{notice.Id}", standing, world.CountyOfficer, now);
        await db.SaveChangesAsync();
        return notice.Id;
    }

    public Task<RelocationCase> ReadAsync(long id, Actor? by = null) => world.Get<RelocationCases>().ReadAsync(by ?? world.ProjectManager, id);

    public async Task<WorkItem> OpenAsync(string businessKey)
    {
        await using var db = world.Open();
        return await db.Set<WorkItem>().AsNoTracking().SingleAsync(w => w.BusinessKey == businessKey && w.Status == WorkItemStatus.Open);
    }

    public async Task<Device> DeviceAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<Device>().AsNoTracking().Include(d => d.ServicePeriods).SingleAsync(d => d.Id == id);
    }

    public async Task<SiteState> SiteStateAsync(Site? site = null)
    {
        var id = (site ?? world.Site).Id;
        await using var db = world.Open();
        return await db.Set<Site>().Where(s => s.Id == id).Select(s => s.State).SingleAsync();
    }

    public async Task<CraneNotice> NoticeAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<CraneNotice>().AsNoTracking().SingleAsync(n => n.Id == id);
    }

    private async Task<long> RevisionAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<RelocationApplication>().Where(a => a.Id == id).Select(a => a.Revision).SingleAsync();
    }

    private async Task<long> CraneRevisionAsync(long id)
    {
        await using var db = world.Open();
        return await db.Set<CraneNotice>().Where(n => n.Id == id).Select(n => n.Revision).SingleAsync();
    }
}
