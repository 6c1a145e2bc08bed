using Browser.Tests.Access;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Leave;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Engine;
using Portal.Errors;
using Portal.Leave;
using Testing;
using Testing.Leave;
using Workflows.Leave;

namespace Browser.Tests.Leave;

/// <summary>Leave of two days with a stand-in and an early return, and of five days with a late one, each with its refusals.</summary>
[Collection(nameof(SitesPortal))]
public sealed class LeaveJourneyTests(Visitors visitors)
{
    private PortalWorld World => visitors.Portal.World;

    [Fact]
    public async Task TwoDays_WithAStandInAndAnEarlyReturn()
    {
        var walk = await PrepareAsync();
        await using var desk = new CaseDesk(visitors);
        var elsewhere = await World.SiteAsync();
        var engineer = await desk.AtAsync(World.Supervisor);

        // An empty form names what is missing; the filled one is submitted with its paper.
        await engineer.GoAsync("/leave/new");
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = Text("Submit") }).ClickAsync();
        await Assertions.Expect(engineer.Page.Locator("[name=reason]")).ToHaveAttributeAsync("aria-invalid", "true");
        await engineer.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "note.pdf", MimeType = "application/pdf", Buffer = SampleFiles.Pdf });
        await Assertions.Expect(engineer.Page.Locator(".files")).ToContainTextAsync("note.pdf");
        await FillAsync(engineer.Page, "2026-11-25 08:00", "2026-11-26 18:00", walk.DeputyEngineer);
        await engineer.PictureAsync("leave-form");
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = Text("Submit") }).ClickAsync();
        await engineer.Page.WaitForURLAsync("**/cases/leave:*");
        var id = long.Parse(engineer.Page.Url.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var number = (await walk.ReadAsync(id, World.Supervisor)).Number;
        await engineer.PictureAsync("leave-case");
        await engineer.ShouldBeAccessibleAsync();
        await Assertions.Expect(engineer.Page.Locator("#standing")).ToContainTextAsync(Text("OwnDecision"));
        await Assertions.Expect(engineer.Page.Locator(".panel-action")).ToHaveCountAsync(0);

        // A second one for the same days is refused at the form, which keeps what was typed.
        await engineer.GoAsync("/leave/new");
        await FillAsync(engineer.Page, "2026-11-26 09:00", "2026-11-27 18:00", walk.DeputyEngineer);
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = Text("Submit") }).ClickAsync();
        await Assertions.Expect(engineer.Page.Locator("main")).ToContainTextAsync(Words.Of<ErrorTexts>("leave.overlaps", number));

        // Nobody has decided yet: taken back, the reason written better, submitted again with the same paper.
        await desk.RecallAsync(World.Supervisor, $"leave:{id}");
        await engineer.Page.Locator("#action-submission a.primary").ClickAsync();
        await Assertions.Expect(engineer.Page.Locator(".files")).ToContainTextAsync("note.pdf");
        await engineer.Page.Locator("[name=reason]").FillAsync("家中老人住院，需陪护。");
        await engineer.PictureAsync("leave-edit");
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = Text("Submit") }).ClickAsync();
        await engineer.Page.WaitForURLAsync("**/cases/leave:*");
        await Assertions.Expect(engineer.Page.Locator("#leave")).ToContainTextAsync("家中老人住院，需陪护。");

        var deputy = await desk.AtAsync(walk.DeputyEngineer);
        await DecideAsync(deputy.Page, id, "supervisorDecision", "approve");
        await DecideAsync((await desk.AtAsync(World.Owner)).Page, id, "ownerDecision", "approve");

        // The stand-in chooses the role, sees the one site, and decides under both names.
        var application = await desk.Walk.SubmittedAsync();
        await deputy.Page.GotoAsync("/role");
        await deputy.PictureAsync("leave-role");
        await deputy.Page.Locator("button[name=Leave]").ClickAsync();
        await Assertions.Expect(deputy.Page.Locator(".top-role")).ToContainTextAsync(World.Supervisor.Name);
        await deputy.GoAsync("/sites");
        await Assertions.Expect(deputy.Page.Locator("main")).ToContainTextAsync(World.Site.Name);
        await Assertions.Expect(deputy.Page.Locator("main")).Not.ToContainTextAsync(elsewhere.Name);
        await deputy.GoAsync($"/sites/{elsewhere.Id}");
        await Assertions.Expect(deputy.Page.Locator("main")).ToContainTextAsync(Words.Of<ErrorTexts>("site.unknown"));
        await desk.OpineAsync(walk.DeputyEngineer, application, "supervisorReview", OpinionResult.Agree, "Agreed in place.");
        await deputy.PictureAsync("leave-stand-in");
        var both = StandIn.Both(walk.DeputyEngineer.Name, World.Supervisor.Name);
        await Assertions.Expect((await desk.OpenAsync(World.CountyOfficer, application)).Locator("#opinions")).ToContainTextAsync(both);
        await using var english = await visitors.SignInAsync(World.CountyOfficer, "en");
        await english.GoAsync($"/cases/access:{application}");
        await Assertions.Expect(english.Page.Locator("#opinions")).ToContainTextAsync($"{walk.DeputyEngineer.Name} (for {World.Supervisor.Name})");

        // Back early: the stand-in's session is at its end, the owner confirms.
        await engineer.GoAsync($"/cases/leave:{id}");
        await engineer.Page.Locator("#return textarea").FillAsync("Back early.");
        await engineer.Page.GetByRole(AriaRole.Button, new() { Name = Text("RegisterReturn") }).ClickAsync();
        await Assertions.Expect(engineer.Page.Locator("#return")).ToHaveCountAsync(0);
        await deputy.Page.GotoAsync("/sites");
        await deputy.Page.WaitForURLAsync("**/role?*");
        await Assertions.Expect(deputy.Page.Locator("button[name=Leave]")).ToHaveCountAsync(0);
        var owner = await desk.AtAsync(World.Owner);
        await DecideAsync(owner.Page, id, "confirmReturn", "confirm");

        // The calendar, on a phone too; the printed form; nothing of it for the neighbours.
        await owner.SettleAsync("/leave/calendar?month=2026-11");
        await Assertions.Expect(owner.Page.Locator(".month-days")).ToContainTextAsync(walk.DeputyEngineer.Name);
        await owner.PictureAsync("leave-calendar");
        await owner.ShouldBeAccessibleAsync();
        await using var phone = await visitors.SignInAsync(World.CountyOfficer, "en", width: 390, height: 844, theme: "dark");
        await phone.SettleAsync("/leave/calendar?month=2026-11");
        await phone.PictureAsync("leave-calendar-phone");
        (await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        await owner.Page.GotoAsync($"/leave/{id}/print");
        await Assertions.Expect(owner.Page.Locator(".sheet")).ToContainTextAsync(number);
        await owner.PictureAsync("leave-print");
        var file = (await walk.ReadAsync(id, World.Owner)).Attachments.Single().Id;
        (await owner.Page.APIRequest.GetAsync($"/leave/{id}/attachments/{file}")).Status.ShouldBe(200);
        foreach (var stranger in new[] { World.NeighbourCountyOfficer, World.NeighbourSupervisor })
        {
            var neighbour = await desk.AtAsync(stranger);
            await neighbour.SettleAsync("/leave");
            await Assertions.Expect(neighbour.Page.Locator("main")).Not.ToContainTextAsync(World.Site.Name);
            await neighbour.GoAsync($"/cases/leave:{id}");
            await Assertions.Expect(neighbour.Page.Locator("main")).Not.ToContainTextAsync(World.Site.Name);
            foreach (var address in new[] { $"/leave/{id}/attachments/{file}", $"/leave/{id}/print" })
                (await neighbour.Page.APIRequest.GetAsync(address)).Status.ShouldBe(404, $"{stranger.Name} at {address}");
        }
    }

    [Fact]
    public async Task FiveDays_GoToTheCounty_AndALateReturnIsAnAbsence()
    {
        var walk = await PrepareAsync();
        await using var desk = new CaseDesk(visitors);
        var id = await walk.SubmitAsync(days: 5);
        await walk.DecideAsync(id, walk.OtherDeputy);
        await DecideAsync((await desk.AtAsync(World.Owner)).Page, id, "ownerDecision", "approve");
        var county = (await desk.AtAsync(World.CountyOfficer)).Page;

        // Against it only with a reason; then for it.
        await county.GotoAsync($"/cases/leave:{id}");
        var panel = county.Locator("#action-countyDecision");
        await panel.Locator("input[type=radio][value=refuse]").CheckAsync();
        await panel.Locator("button[type=submit]").First.ClickAsync();
        await Assertions.Expect(panel.Locator("textarea").First).ToHaveAttributeAsync("aria-invalid", "true");
        await DecideAsync(county, id, "countyDecision", "approve");

        // Days pass in the database: other journeys live on the same portal, so its clock is not turned.
        await using (var db = World.Open())
        {
            var past = World.Clock.GetUtcNow().AddDays(-6);
            await db.Set<LeaveRequest>().Where(l => l.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.From, past.AddDays(-5)).SetProperty(l => l.To, past));
        }

        await World.Get<LeaveWatch>().RunAsync();
        await county.GotoAsync("/leave/absences");
        await Assertions.Expect(county.Locator("main")).ToContainTextAsync(World.ProjectManager.Name);
        var manager = await desk.AtAsync(World.ProjectManager);
        await manager.GoAsync($"/cases/leave:{id}");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync(Text("Overdue"));
        await manager.PictureAsync("leave-overdue");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = Text("RegisterReturn") }).ClickAsync();
        await Assertions.Expect(manager.Page.Locator("#return")).ToHaveCountAsync(0);
        await DecideAsync((await desk.AtAsync(World.Owner)).Page, id, "confirmReturn", "confirm");
        await county.GotoAsync("/leave/absences");
        await Assertions.Expect(county.Locator("main")).ToContainTextAsync(Text("BackLate"));
    }

    /// <summary>The two journeys meet the same site in any order; who was prepared by the first is there for the second.</summary>
    private async Task<LeaveWalk> PrepareAsync()
    {
        var walk = new LeaveWalk(World);
        await walk.PrepareAsync();
        await visitors.Portal.GivePasswordsAsync();
        return walk;
    }

    private static async Task FillAsync(IPage page, string from, string to, Actor standIn)
    {
        await page.Locator("[name=kind]").SelectOptionAsync("Personal");
        await page.Locator("[name=from]").FillAsync(from);
        await page.Locator("[name=to]").FillAsync(to);
        await page.Locator("[name=reason]").FillAsync("A family matter.");
        await page.Locator("[name=standInId]").SelectOptionAsync(new SelectOptionValue { Label = standIn.Name });
    }

    private static async Task DecideAsync(IPage page, long id, string node, string outcome)
    {
        await page.GotoAsync($"/cases/leave:{id}");
        var panel = page.Locator($"#action-{node}");
        await panel.Locator($"input[type=radio][value={outcome}]").CheckAsync();
        await panel.Locator("textarea").First.FillAsync("Seen.");
        await panel.Locator("button[type=submit]").First.ClickAsync();
        await Assertions.Expect(page.GetByText(Words.Of<CaseTexts>("DoneDecide"))).ToBeVisibleAsync();
    }

    private static string Text(string key) => Words.Of<LeaveTexts>(key);
}
