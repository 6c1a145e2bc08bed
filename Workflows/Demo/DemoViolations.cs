using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Domain.Violations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Files;
using Workflows.Violations;

namespace Workflows.Demo;

/// <summary>
/// Violations of the first county: one to be ordered, one whose order runs at the first contractor's, one answered, one closed and one sanctioned;
/// what the rules propose, and a morning's patrol.
/// </summary>
internal sealed class DemoViolations(IDbContextFactory<PortalDbContext> databases, DemoServices services, DemoRegisters registers, DemoNames names, DateTimeOffset now)
{
    private const int Looks = 3;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var first = registers.Of(OrganizationKind.Contractor).First();
        var county = registers.Of(OrganizationKind.CountyRegulator).First();
        var sites = registers.Sites.Where(s => s.County == county).ToList();
        var (own, others) = (sites.Where(s => s.Contractor == first).ToList(), sites.Where(s => s.Contractor != first).ToList());
        if (own.Count == 0 || others.Count < 4) return;

        var sanctioned = await OrderedAsync(others[0], ViolationKind.VideoNotInstalled, -24, cancellationToken);
        await AnswerAsync(sanctioned, others[0], -20, cancellationToken);
        await ReinspectAsync(sanctioned, others[0], ReinspectionResult.Failed, -19, cancellationToken);
        await services.Violations.SanctionAsync(
            new DecideMeasures
            {
                Actor = county[Role.CountyOfficer],
                WorkItemId = await ItemAsync(sanctioned, cancellationToken),
                Measures = new ViolationMeasures { Points = ViolationKinds.Points, Fine = ViolationKinds.LeastFine, Grounds = names.Texts["violationGrounds"] },
            },
            cancellationToken);
        var rectified = await OrderedAsync(others[1], ViolationKind.CamerasInsufficient, -16, cancellationToken);
        await AnswerAsync(rectified, others[1], -12, cancellationToken);
        await ReinspectAsync(rectified, others[1], ReinspectionResult.Passed, -11, cancellationToken);
        var answered = await OrderedAsync(others[2], ViolationKind.DustMonitorNotInstalled, -4, cancellationToken);
        await AnswerAsync(answered, others[2], -1, cancellationToken);
        await OrderedAsync(own[0], ViolationKind.MisconductOnVideo, -1, cancellationToken);
        services.Clock.Now = now.AddHours(-1);
        await RecordAsync(others[3], ViolationKind.NotConnected, cancellationToken);
        await PatrolAsync(county[Role.CountyOfficer], cancellationToken);
        await services.CandidateWatch.RunAsync(cancellationToken);
    }

    private async Task PatrolAsync(Actor officer, CancellationToken cancellationToken)
    {
        // What is marked today is today's, whatever the hour.
        services.Clock.Now = now.AddMinutes(-30) < WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(now)) ? now : now.AddMinutes(-30);
        foreach (var stop in (await services.Patrols.RoundAsync(officer, cancellationToken)).Queue.Take(Looks))
            await services.Patrols.CheckAsync(officer, stop.SiteId, names.Texts["patrolNote"], cancellationToken);
    }

    private async Task<long> OrderedAsync(DemoSite site, ViolationKind kind, int day, CancellationToken cancellationToken)
    {
        services.Clock.Now = At(day);
        var id = await RecordAsync(site, kind, cancellationToken);
        await services.Violations.OrderAsync(
            new GiveOrder { Actor = site.County[Role.CountyOfficer], WorkItemId = await ItemAsync(id, cancellationToken), Terms = new OrderTerms(5, names.Texts["violationDemand"]) },
            cancellationToken);
        return id;
    }

    private async Task<long> RecordAsync(DemoSite site, ViolationKind kind, CancellationToken cancellationToken)
    {
        var officer = site.County[Role.CountyOfficer];
        var photo = await services.ViolationPhotos.UploadAsync(new UploadFile { Actor = officer, FileName = "IMG_2031.png", Content = Picture((int)kind) }, cancellationToken);
        return await services.Recording.RecordAsync(
            new RecordViolation
            {
                Actor = officer,
                SiteId = site.Site.Id,
                Report = new ViolationReport
                {
                    Kind = kind,
                    Discovery = kind.Rule().FoundBy[0],
                    FoundAt = services.Clock.Now,
                    Description = names.Texts["violation" + kind],
                },
                PhotoIds = [photo.Id],
            },
            cancellationToken);
    }

    private async Task AnswerAsync(long id, DemoSite site, int day, CancellationToken cancellationToken)
    {
        services.Clock.Now = At(day);
        var manager = site.Contractor[Role.ProjectManager];
        await services.ViolationPhotos.AddToAnswerAsync(new UploadFile { Actor = manager, FileName = "IMG_2044.png", Content = Picture(40) }, id, cancellationToken);
        await services.Violations.ReplyAsync(
            new ReplyToOrder { Actor = manager, WorkItemId = await ItemAsync(id, cancellationToken), Text = names.Texts["violationAnswer"] }, cancellationToken);
    }

    private async Task ReinspectAsync(long id, DemoSite site, ReinspectionResult result, int day, CancellationToken cancellationToken)
    {
        services.Clock.Now = At(day);
        await services.Violations.ReinspectAsync(
            new ReinspectViolation
            {
                Actor = site.County[Role.CountyOfficer],
                WorkItemId = await ItemAsync(id, cancellationToken),
                Result = result,
                Finding = names.Texts[result == ReinspectionResult.Passed ? "violationPassed" : "violationFailed"],
                PhotoIds = [],
            },
            cancellationToken);
    }

    private async Task<long> ItemAsync(long id, CancellationToken cancellationToken)
    {
        var key = ViolationScope.BusinessKey(id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<WorkItem>().Where(w => w.BusinessKey == key && w.Status == WorkItemStatus.Open).Select(w => w.Id).SingleAsync(cancellationToken);
    }

    private static MemoryStream Picture(int seed) => new(DemoPicture.Draw(seed, above: false, "SITE"));

    /// <summary>Ten in the morning, so many days from today; never later than now.</summary>
    private DateTimeOffset At(int days)
    {
        var at = WorkingCalendar.StartOfDay(WorkingCalendar.ShanghaiDate(now).AddDays(days)).AddHours(10);
        return at < now ? at : now;
    }
}
