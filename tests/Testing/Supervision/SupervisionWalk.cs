using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Supervision;

namespace Testing.Supervision;

/// <summary>Files and decides supervision notices of a <see cref="PortalWorld"/>.</summary>
public sealed class SupervisionWalk(PortalWorld world)
{
    public SupervisionForm Form => new()
    {
        Reason = "Floods.",
        WorksOn = Today,
        ExpectedUntil = Today.AddDays(40),
        Safety = "Fenced.",
        ContactName = "Lin",
        ContactPhone = "13700000001",
    };

    public Task<long> FiledAsync(SupervisionKind kind, Site? site = null) => world.Get<SupervisionFiling>().FileAsync(
        new FileSupervisionNotice { Actor = world.ProjectManager, SiteId = (site ?? world.Site).Id, Kind = kind, Form = Form });

    /// <summary>Taken back by who filed it, to be changed.</summary>
    public async Task<long> RecalledAsync(SupervisionKind kind, Site? site = null)
    {
        var id = await FiledAsync(kind, site);
        await world.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = world.ProjectManager, BusinessKey = $"supervision:{id}", Step = "submission" });
        return id;
    }

    public async Task<long> IssuedAsync(SupervisionKind kind, Site? site = null)
    {
        var id = await FiledAsync(kind, site);
        await DecideAsync(id, "countyReview", world.CountyOfficer, "issue");
        return id;
    }

    public async Task DecideAsync(long id, string node, Actor by, string outcome, string? opinion = null)
    {
        var key = $"supervision:{id}";
        await using var db = world.Open();
        var item = await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.NodeId == node && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync();
        await world.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = by, WorkItemId = item, Outcome = outcome, Opinion = opinion });
    }

    private DateOnly Today => WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow());
}
