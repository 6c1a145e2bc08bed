using Domain.Calendar;
using Domain.Engine;
using Domain.Leave;
using Domain.Organizations;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Leave;
using Workflows.Sites;

namespace Workflows.Demo;

/// <summary>
/// Key persons of the first sites, and their leaves: one runs, with the first project manager standing in; one waits for the owner; one was not
/// returned from; one is over.
/// </summary>
internal sealed class DemoLeave(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, DateTimeOffset now)
{
    private const int NamedSites = 24;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var named = registers.Sites.Take(NamedSites).ToList();
        services.Clock.Now = now.AddDays(-40);
        foreach (var site in named)
        {
            await NameAsync(site, site.Contractor[Role.ProjectManager], cancellationToken);
            await NameAsync(site, site.Supervisor[Role.SupervisionEngineer], cancellationToken);
        }

        var mine = named.Where(s => s.Contractor == registers.Of(OrganizationKind.Contractor).First()).ToList();
        var (first, second) = (mine[0], named.First(s => s.Contractor != mine[0].Contractor && s.County == mine[0].County));
        var manager = first.Contractor[Role.ProjectManager];
        var deputy = await registers.ColleagueAsync(manager, cancellationToken);
        var engineer = first.Supervisor[Role.SupervisionEngineer];
        var otherEngineer = await registers.ColleagueAsync(engineer, cancellationToken);
        var late = second.Contractor[Role.ProjectManager];
        var lateDeputy = await registers.ColleagueAsync(late, cancellationToken);
        await NameAsync(mine[1], deputy, cancellationToken);

        var past = await SubmitAsync(first, manager, deputy, LeaveKind.Annual, -30, -28, "leaveAnnual", cancellationToken);
        await GrantAsync(past, first, deputy, cancellationToken);
        services.Clock.Now = At(-28, 20);
        await services.LeaveReturns.RegisterAsync(manager, past, names.Texts["leaveBack"], cancellationToken);
        await DecideAsync(past, await OwnerAsync(first, cancellationToken), "confirm", cancellationToken);

        var overdue = await SubmitAsync(second, late, lateDeputy, LeaveKind.Family, -15, -12, "leaveFamily", cancellationToken);
        await GrantAsync(overdue, second, lateDeputy, cancellationToken);

        var running = await SubmitAsync(mine[1], deputy, manager, LeaveKind.Duty, -1, 1, "leaveDuty", cancellationToken);
        await GrantAsync(running, mine[1], manager, cancellationToken);

        var waiting = await SubmitAsync(first, engineer, otherEngineer, LeaveKind.Personal, 6, 7, "leavePersonal", cancellationToken, before: now.AddHours(-20));
        await DecideAsync(waiting, otherEngineer, "approve", cancellationToken);
        services.Clock.Now = now;
        await services.LeaveWatch.RunAsync(cancellationToken);
    }

    private Task NameAsync(DemoSite site, Actor person, CancellationToken cancellationToken) => services.KeyPersons.NameAsync(
        new NameKeyPerson { Actor = person, SiteId = site.Site.Id, MembershipId = person.MembershipId }, cancellationToken);

    /// <summary>From eight in the morning to six in the evening, so many days from today; applied for two days before.</summary>
    private async Task<long> SubmitAsync(
        DemoSite site, Actor person, Actor standIn, LeaveKind kind, int from, int to, string reason, CancellationToken cancellationToken, DateTimeOffset? before = null)
    {
        services.Clock.Now = before ?? At(from - 2, 10);
        return await services.LeaveSubmission.SubmitAsync(
            new SubmitLeave
            {
                Actor = person,
                SiteId = site.Site.Id,
                Application = new LeaveApplication { Kind = kind, From = At(from, 8), To = At(to, 18), Reason = names.Texts[reason] },
                StandInMembershipId = standIn.MembershipId,
                AttachmentIds = [],
            },
            cancellationToken);
    }

    private async Task GrantAsync(long leave, DemoSite site, Actor colleague, CancellationToken cancellationToken)
    {
        await DecideAsync(leave, colleague, "approve", cancellationToken);
        await DecideAsync(leave, await OwnerAsync(site, cancellationToken), "approve", cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<LeaveRequest>().AnyAsync(l => l.Id == leave && l.Status == LeaveStatus.UnderReview, cancellationToken))
            await DecideAsync(leave, site.County[Role.CountyOfficer], "approve", cancellationToken);
    }

    private async Task DecideAsync(long leave, Actor actor, string outcome, CancellationToken cancellationToken)
    {
        services.Clock.Now += TimeSpan.FromHours(2);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var key = new CaseKey("leave", leave).ToString();
        var item = await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync(cancellationToken);
        await services.Decisions.DecideAsync(
            new DecideItem { Actor = actor, WorkItemId = item, Outcome = outcome, Opinion = names.Texts["leaveAgreed"] }, cancellationToken);
    }

    private async Task<Actor> OwnerAsync(DemoSite site, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var owner = await db.Set<Site>().Where(s => s.Id == site.Site.Id).SelectMany(s => s.Participants).Where(p => p.Kind == OrganizationKind.Owner)
            .Select(p => p.OrganizationId).SingleAsync(cancellationToken);
        return registers.Units.First(u => u.Organization.Id == owner)[Role.OwnerRepresentative];
    }

    private DateTimeOffset At(int days, int hour) => WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(now).AddDays(days)) + TimeSpan.FromHours(hour);
}
