using System.Xml.Linq;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Captures;
using Domain.Devices;
using Domain.Engine;
using Domain.Ingest;
using Domain.Organizations;
using Domain.Relocation;
using Domain.Scoring;
using Domain.Sites;
using Domain.Supervision;
using Domain.Suppliers;
using Domain.Violations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Testing.Consequences;
using Testing.Inability;
using Testing.Ingest;
using Testing.Leave;
using Testing.Registration;
using Testing.Relocation;
using Testing.Scoring;
using Testing.Supervision;
using Testing.Violations;
using Workflows.Access;
using Workflows.Cases;
using Workflows.Consequences;
using Workflows.Notifications.Webhooks;
using Workflows.Scoring;
using Workflows.Suppliers;
using Workflows.Violations;
using Xunit.Abstractions;

namespace Browser.Tests.Accessibility;

/// <summary>axe on every page: none has a serious or critical finding, for whomever it is.</summary>
public sealed class AccessibilityTests(Visitors visitors, ITestOutputHelper output) : IClassFixture<Visitors>
{
    /// <summary>To these no link leads: the address without a path, the sign-in, and what stands in for a page.</summary>
    private static readonly string[] Unlinked = ["/", "/sign-in", "/not-found", "/status/404"];

    private PortalWorld World => visitors.Portal.World;

    [Fact]
    public async Task EveryPage_ForEveryRole_HasNoSeriousFinding()
    {
        var appealable = await FillAsync();
        var crawl = new Crawl(visitors);

        // Most pages are for more than one role, so most are seen in both languages.
        foreach (var (i, person) in (await EverybodyAsync()).Index()) await crawl.GoThroughAsync(person, i % 2 == 0 ? "zh-CN" : "en");
        // Whoever came first to a monitor's page had no link to its instrument.
        await using (var desk = await visitors.SignInAsync(World.Operator))
            await crawl.VisitAsync(desk, World.Operator.Role, crawl.Absolute($"/dust/{await MonitorAsync()}/instrument"));
        // Whoever came first to a card had nothing to appeal against.
        await using (var desk = await visitors.SignInAsync(World.Supplier))
            await crawl.VisitAsync(desk, World.Supplier.Role, crawl.Absolute($"/appeals/new?card={appealable}"));
        await using (var nobody = await visitors.VisitAsync())
            foreach (var address in Unlinked) await crawl.VisitAsync(nobody, role: null, crawl.Absolute(address));

        foreach (var visit in crawl.Visits) output.WriteLine(visit);
        crawl.Findings.Concat(PageMap.Templates.Except(crawl.Templates).Select(template => $"{template}: nobody comes here from the navigation")).ShouldBeEmpty();
    }

    [Fact]
    public async Task CasePage_AtEachStep_HasNoSeriousFindingForWhoHoldsIt()
    {
        var walk = new AccessWalk(World);
        var id = await walk.SubmittedAsync(await World.SiteAsync());
        var desks = new Dictionary<long, Visitor>();
        var steps = new List<string>();
        var findings = new List<string>();
        // The contractor's own first step is there once the submission is taken back.
        await World.Get<CaseWaysBack>().RecallAsync(new RecallCase { Actor = World.ProjectManager, BusinessKey = $"access:{id}", Step = "submission" });

        while (await walk.OpenAsync(id) is { Count: > 0 } open)
        {
            var item = open[0];
            var holder = HolderOf(item);
            if (!desks.TryGetValue(holder.AccountId, out var desk)) desks[holder.AccountId] = desk = await visitors.SignInAsync(holder);
            await desk.SettleAsync($"/cases/access:{id}");
            (await desk.Page.Locator(".panel-action").CountAsync()).ShouldBe(1, item.NodeId);
            findings.AddRange((await Axe.RunAsync(desk.Page)).Select(finding => $"{item.NodeId}: {finding}"));
            steps.Add(item.NodeId);
            World.Clock.MoveTo(visitors.Portal.Now);
            switch (item.NodeId)
            {
                case "countyReview" when !steps.Contains("correction"):
                    await walk.OpineAsync(item, World.CountyOfficer, OpinionResult.Correct, "The plan is unreadable.");
                    break;
                case "debugging" when !steps.Contains("technicalDifficulty"):
                    await walk.ReportAsync(item, DebugReport.Difficulty, "Firmware.");
                    break;
                default:
                    await walk.StepAsync(id, item);
                    break;
            }
        }

        foreach (var desk in desks.Values) await desk.DisposeAsync();
        steps.Distinct().Order().ShouldBe(Steps.Order());
        findings.ShouldBeEmpty();
    }

    /// <summary>The steps of the chain at which a case waits for somebody or something, as its file names them.</summary>
    private static IEnumerable<string> Steps => XDocument.Load(Path.Combine(Repository.Root, "Workflows", "Access", "access.bpmn"))
        .Descendants().Where(node => node.Name.LocalName is "userTask" or "intermediateCatchEvent").Select(node => node.Attribute("id")!.Value);

    private Actor HolderOf(WorkItem item) => new[] { World.ProjectManager, World.Supervisor, World.Operator, World.CountyOfficer }
        .Single(person => person.Role == item.Role && person.OrganizationId == item.OrganizationId);

    /// <summary>Something on every page: cases in several states, more sites than a page holds, a supplier that is restricted.</summary>
    /// <returns>A closed card that its supplier may appeal against.</returns>
    private async Task<long> FillAsync()
    {
        var walk = new AccessWalk(World);
        await walk.ListModelsAsync();
        var connectedSite = await World.SiteAsync();
        var connected = await walk.SubmittedAsync(connectedSite);
        World.Clock.MoveTo(visitors.Portal.Now);
        await walk.FinishAsync(connected);
        await walk.DraftAsync(await World.SiteAsync(), letter: false);
        var correction = await walk.SubmittedAsync(await World.SiteAsync());
        await walk.OpineAsync(await walk.UntilAsync(correction, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "The plan is unreadable.");
        foreach (var step in new[] { "countyReview", "slotAssignment", "delivery", "debugging" })
            await walk.UntilAsync(await walk.SubmittedAsync(await World.SiteAsync()), step);
        await FillRelocationsAsync(connectedSite, await walk.DevicesAsync(connected));
        await FillLeaveAsync();
        await new SupervisionWalk(World).RecalledAsync(SupervisionKind.Suspension, await World.SiteAsync());
        await new InabilityWalk(World).RecalledAsync(await World.SiteAsync());
        var appealable = await FillConsequencesAsync();
        await FillViolationsAsync(connectedSite);
        for (var i = 0; i < 21; i++) await World.SiteAsync();
        await FillForMachinesAsync();
        await new ScoringWorld(World).StoreAsync(ScoringWorld.Online(ScoreMonth.Of(World.Clock.GetUtcNow()).Previous, 10, 3, 1));
        await World.Get<ScoreRuns>().RunAsync();
        await World.Get<WebhookRegister>().CreateAsync(new CreateWebhook
        {
            Actor = World.Operator,
            OrganizationId = World.Operator.OrganizationId,
            Name = "ERP",
            Address = "https://127.0.0.1:9/portal",
        });
        await World.Get<SupplierRegister>().RestrictAsync(new RestrictSupplier
        {
            Actor = World.CityOfficer,
            SupplierId = World.NeighbourSupplier.OrganizationId,
            Kind = RestrictionKind.Suspended,
            Until = walk.Today.AddMonths(6),
            Reason = "Three scores below 60.",
        });
        return appealable;
    }

    /// <summary>Of a connected site a relocation and a removal under way and a draft; crane notices filed, registered and as a draft.</summary>
    private async Task FillRelocationsAsync(Site site, IReadOnlyList<Device> devices)
    {
        var walk = new RelocationWalk(World);
        await walk.CraneNoticeAsync();
        await walk.RegisteredCraneNoticeAsync();
        await walk.DraftCraneNoticeAsync();
        await walk.StandstillAsync(site: site);
        await walk.SubmitAsync(await walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(walk.Today, devices[0].Id), site));
        await walk.SubmitAsync(await walk.DraftAsync(RelocationKind.Removal, RelocationForms.Removal(walk.Today, devices[1].Id), site));
        await walk.DraftAsync(RelocationKind.Relocation, RelocationForms.Move(walk.Today, devices[2].Id), site);
    }

    /// <summary>Two low months, one of them appealed against.</summary>
    private async Task<long> FillConsequencesAsync()
    {
        var (cards, now) = (new CardWalk(World), World.Clock.GetUtcNow());
        var appealed = await cards.ClosedAsync(new ScoreMonth(2026, 9), 50, at: now);
        var appealable = (await cards.ClosedAsync(new ScoreMonth(2026, 10), 40, at: now)).Id;
        await World.Get<ConsequenceProposals>().RunAsync();
        await new AppealWalk(World).UnderDecisionAsync(appealed);
        return appealable;
    }

    /// <summary>A case whose order runs, one that was decided and comes first in the lists, a candidate, and a site that was looked at.</summary>
    private async Task FillViolationsAsync(Site site)
    {
        var walk = new ViolationWalk(World);
        await walk.OrderedAsync(site: await World.SiteAsync());
        var decided = await walk.AnsweredAsync(ViolationKind.NotConnected);
        await walk.ReinspectAsync(decided, ReinspectionResult.Failed);
        await walk.SanctionAsync(decided, new ViolationMeasures { Points = 5, Grounds = "Nothing was done." });
        await World.Database.AddAsync(new ViolationCandidate(site.Id, ViolationKind.NotConnected, "access.connect-overdue", "access:1", World.Clock.GetUtcNow()));
        await World.Get<Patrols>().CheckAsync(World.CountyOfficer, site.Id, "In order.");
    }

    /// <summary>Key persons of the site, and a leave that is being changed.</summary>
    private async Task FillLeaveAsync()
    {
        var walk = new LeaveWalk(World);
        await walk.PrepareAsync();
        await walk.RecalledAsync(days: 2);
    }

    /// <summary>
    /// A supplier's key with a request that it sent; a registration with captures, one that is being tried out, and one that is being filled in.
    /// </summary>
    private async Task FillForMachinesAsync()
    {
        var key = await new IngestWorld(World).KeyAsync();
        var walk = new RegistrationWalk(World, codesBefore: 5000);
        var captures = new TestCaptures(World);
        await captures.SendAllAsync(await walk.DebuggingAsync(World.ProjectManager));
        await walk.DraftAsync(World.ProjectManager);
        foreach (var camera in Enum.GetValues<CameraHeight>())
            await captures.SendAsync(await walk.DebuggingAsync(World.ProjectManager), PassageDirection.In, camera, World.Clock.GetUtcNow(), facts => facts with { Test = false, SourceId = key.Id });
        await World.Database.AddAsync(new RequestLogEntry(
            new RequestFacts { SourceId = key.Id, At = World.Clock.GetUtcNow(), Kind = UploadKind.DeviceStatus, Status = 200, Accepted = 1, Bytes = 120, Excerpt = "{}" }));
    }

    private async Task<long> MonitorAsync()
    {
        await using var db = World.Open();
        return await db.Set<Device>().Where(d => d.Kind == DeviceKind.DustMonitor).Select(d => d.Id).FirstAsync();
    }

    /// <summary>One person of each role that there is; those first who may do the most with what is listed.</summary>
    private async Task<IReadOnlyList<Actor>> EverybodyAsync()
    {
        List<Actor> people =
        [
            World.ProjectManager, World.Supplier, World.Operator, World.CountyOfficer, World.CityOfficer, World.Administrator, World.SiteClerk, World.Supervisor,
            World.Owner,
        ];
        foreach (var role in Enum.GetValues<Role>().Except(people.Select(p => p.Role)))
            people.Add(await World.PersonAsync(Enum.GetValues<OrganizationKind>().First(kind => Roles.Of(kind).Contains(role)), role));
        await visitors.Portal.GivePasswordsAsync();
        return people;
    }
}
