using Domain.Calendar;
using Domain.Engine;
using Domain.Inability;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Inability;

namespace Testing.Inability;

/// <summary>Files and decides statements of inability of a <see cref="PortalWorld"/>.</summary>
public sealed class InabilityWalk(PortalWorld world)
{
    public Task<long> FiledAsync(Site? site = null, DateOnly? promisedOn = null) => world.Get<InabilityFiling>().FileAsync(new FileInabilityStatement
    {
        Actor = world.ProjectManager,
        SiteId = (site ?? world.Site).Id,
        Form = new InabilityForm
        {
            Reason = "No power yet.",
            PromisedOn = promisedOn ?? WorkingCalendar.ShanghaiDate(world.Clock.GetUtcNow()).AddDays(9),
            ContactName = "Lin",
            ContactPhone = "13700000001",
        },
    });

    public async Task<long> AcceptedAsync(Site? site = null, DateOnly? promisedOn = null)
    {
        var id = await FiledAsync(site, promisedOn);
        var key = $"inability:{id}";
        await using var db = world.Open();
        var item = await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.NodeId == "countyReview").Select(w => w.Id).SingleAsync();
        await world.Get<CaseDecisions>().DecideAsync(new DecideItem { Actor = world.CountyOfficer, WorkItemId = item, Outcome = "accept" });
        return id;
    }
}
