using Domain.Calendar;
using Domain.Inability;
using Domain.Sites;
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

    /// <summary>Taken back by who filed it, to be changed.</summary>
    public async Task<long> RecalledAsync(Site? site = null)
    {
        var id = await FiledAsync(site);
        await world.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = world.ProjectManager, BusinessKey = $"inability:{id}", Step = "submission" });
        return id;
    }
}
