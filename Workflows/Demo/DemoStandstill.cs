using Domain.Calendar;
using Domain.Engine;
using Domain.Inability;
using Domain.Organizations;
using Domain.Sites;
using Domain.Supervision;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Inability;
using Workflows.Supervision;

namespace Workflows.Demo;

/// <summary>A site whose works stand still, one whose works have ended, and one that cannot be connected yet and has promised a day.</summary>
internal sealed class DemoStandstill(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names)
{
    /// <param name="begin">When it begins; all of it is done some minutes later.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TellAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        services.Clock.Now = begin;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var connected = await db.Set<Site>().Where(s => s.State == SiteState.Connected).OrderByDescending(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
        var others = await db.Set<Site>().Where(s => s.State == SiteState.NotConnected).OrderByDescending(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
        // The named project manager and officer see the promise, if a site of theirs waits to be connected.
        var named = registers.Of(OrganizationKind.Contractor).First();
        var (running, unconnected) = (Known(connected), Known(others).OrderBy(s => s.Contractor != named).ToList());
        if (running.Count + unconnected.Count < 3 || unconnected.Count == 0) return;
        // On a day when hardly a site is connected yet, works stand still at others.
        List<DemoSite> standing = [.. running, .. unconnected.Skip(1)];
        await IssueAsync(standing[0], SupervisionKind.Suspension, cancellationToken);
        await IssueAsync(standing[1], SupervisionKind.Termination, cancellationToken);
        await PromiseAsync(unconnected[0], cancellationToken);
    }

    private List<DemoSite> Known(List<long> ids) => [.. ids.Select(id => registers.Sites.Find(s => s.Site.Id == id)).OfType<DemoSite>()];

    private async Task IssueAsync(DemoSite site, SupervisionKind kind, CancellationToken cancellationToken)
    {
        var id = await services.Supervision.FileAsync(
            new FileSupervisionNotice
            {
                Actor = site.Contractor[Role.ProjectManager],
                SiteId = site.Site.Id,
                Kind = kind,
                Form = new SupervisionForm
                {
                    Reason = names.Texts[kind == SupervisionKind.Suspension ? "worksSuspended" : "worksEnded"],
                    WorksOn = Today,
                    ExpectedUntil = kind == SupervisionKind.Suspension ? Today.AddDays(45) : null,
                    Safety = names.Texts["siteSecured"],
                    ContactName = site.Contractor[Role.SiteClerk].Name,
                    ContactPhone = DemoRegisters.Phone(401),
                },
            },
            cancellationToken);
        await DecideAsync($"supervision:{id}", site.County[Role.CountyOfficer], "issue", cancellationToken);
    }

    private async Task PromiseAsync(DemoSite site, CancellationToken cancellationToken)
    {
        var id = await services.Inability.FileAsync(
            new FileInabilityStatement
            {
                Actor = site.Contractor[Role.ProjectManager],
                SiteId = site.Site.Id,
                Form = new InabilityForm
                {
                    Reason = names.Texts["notConnectable"],
                    PromisedOn = Today.AddDays(20),
                    ContactName = site.Contractor[Role.SiteClerk].Name,
                    ContactPhone = DemoRegisters.Phone(402),
                },
            },
            cancellationToken);
        await DecideAsync($"inability:{id}", site.County[Role.CountyOfficer], "accept", cancellationToken);
    }

    private async Task DecideAsync(string key, Actor by, string outcome, CancellationToken cancellationToken)
    {
        services.Clock.Now += TimeSpan.FromMinutes(12);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var item = await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync(cancellationToken);
        await services.Decisions.DecideAsync(
            new DecideItem { Actor = by, WorkItemId = item, Outcome = outcome, Opinion = names.Texts["relocationAgreed"] }, cancellationToken);
    }

    private DateOnly Today => WorkingCalendar.ShanghaiDate(services.Clock.Now);
}
