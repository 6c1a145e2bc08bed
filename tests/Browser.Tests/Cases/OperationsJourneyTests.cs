using Browser.Tests.Access;
using Browser.Tests.Running;
using Domain.Access;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Engine;
using Portal.Inbox;

namespace Browser.Tests.Cases;

/// <summary>What officials do every day besides deciding one case: many at once, hand on, urge, copy, let come back.</summary>
public sealed class OperationsJourneyTests(Visitors visitors) : IClassFixture<Visitors>
{
    [Fact]
    public async Task ADay_OfTheCountysOffice_GoesThroughAllOperations()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var colleague = await ColleagueAsync();
        List<long> ids = [];
        for (var i = 0; i < 3; i++) ids.Add(await desk.Walk.SubmittedAsync(await world.SiteAsync()));
        foreach (var id in ids) await desk.Walk.UntilAsync(id, "countyReview");

        await UrgeAndCopyAsync(desk, ids[0]);
        await HandOnAsync(desk, ids[0], colleague);
        await DecideTogetherAsync(desk, ids[1..]);
        await TakeBackAsync(desk, ids[0]);

        (await desk.Walk.ReadAsync(ids[0])).Status.ShouldBe(AccessStatus.UnderReview);
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Submission_TakenBackByItsApplicant_CanBeChangedAndSubmittedAgain()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var id = await desk.Walk.SubmittedAsync(await world.SiteAsync());

        await desk.RecallAsync(world.ProjectManager, id);

        var page = await desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.Locator("#action-submission")).ToBeVisibleAsync();
        await page.Locator("#action-submission a.button").ClickAsync();
        await page.WaitForURLAsync($"**/access/{id}/edit**");
        await desk.Walk.SubmitAsync(id);
        await desk.Walk.OpineAsync((await desk.Walk.OpenAsync(id))[0], world.Supervisor);
        // Now the supervisor has acted: the button stays, and says why it does nothing.
        page = await desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = CaseDesk.CaseText("Recall"), Exact = true })).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByText(CaseDesk.CaseText("RecallTooLate"))).ToBeVisibleAsync();
    }

    private static async Task UrgeAndCopyAsync(CaseDesk desk, long id)
    {
        var page = await desk.OpenAsync(desk.World.ProjectManager, id);
        var urge = page.Locator("#standing").GetByRole(AriaRole.Button, new() { Name = CaseDesk.CaseText("Urge"), Exact = true });
        await urge.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("塔吊周五进场，请尽快审核。");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByText(CaseDesk.CaseText("DoneUrge"))).ToBeVisibleAsync();
        await Assertions.Expect(urge).ToBeDisabledAsync();

        await page.Locator(".page-actions").GetByRole(AriaRole.Button, new() { Name = CaseDesk.CaseText("Copy"), Exact = true }).ClickAsync();
        await dialog.Locator($"input[name=reader-{desk.World.Owner.AccountId}]").CheckAsync();
        await (await desk.AtAsync(desk.World.ProjectManager)).PictureAsync("copy");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByText(CaseDesk.CaseText("DoneCopy"))).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#history")).ToContainTextAsync(desk.World.Owner.Name);
    }

    private static async Task HandOnAsync(CaseDesk desk, long id, Actor colleague)
    {
        var page = await desk.OpenAsync(desk.World.CountyOfficer, id);
        var transfer = page.Locator("#transfer-countyReview");
        await transfer.Locator("summary").ClickAsync();
        await transfer.Locator("select").SelectOptionAsync(colleague.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await transfer.Locator("textarea").FillAsync("今天外出，请代为审核。");
        await (await desk.AtAsync(desk.World.CountyOfficer)).PictureAsync("transfer");
        await transfer.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByText(CaseDesk.CaseText("DoneTransfer"))).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#action-countyReview")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(Words.Of<CaseTexts>("AssignedTo", colleague.Name));
        await Assertions.Expect(page.Locator("#standing")).ToContainTextAsync(Words.Of<Workflows.Engine.ProcessTexts>("access.countyReview"));
        var at = await desk.OpenAsync(colleague, id);
        await Assertions.Expect(at.Locator("#action-countyReview")).ToBeVisibleAsync();
    }

    private static async Task DecideTogetherAsync(CaseDesk desk, IReadOnlyList<long> ids)
    {
        var visitor = await desk.AtAsync(desk.World.CountyOfficer);
        var page = visitor.Page;
        await visitor.GoAsync("/inbox");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(ids.Count);
        await page.Locator("input[name=choose-all]").CheckAsync();
        await visitor.PictureAsync("batch");
        await page.Locator(".batch button.primary").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("材料齐全，同意接入。");
        await visitor.ShouldBeAccessibleAsync();
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.GetByText(Words.Of<InboxTexts>("AssentDone", ids.Count, ids.Count))).ToBeVisibleAsync();
        foreach (var id in ids) (await desk.Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Approved);
    }

    private static async Task TakeBackAsync(CaseDesk desk, long id)
    {
        var page = await desk.OpenAsync(desk.World.CountyOfficer, id);
        await page.GetByRole(AriaRole.Button, new() { Name = CaseDesk.CaseText("TakeBack"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#action-countyReview")).ToBeVisibleAsync();
    }

    private async Task<Actor> ColleagueAsync()
    {
        var world = visitors.Portal.World;
        await using var db = world.Open();
        var person = await world.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == world.CountyOfficer.OrganizationId), Role.CountyOfficer);
        await visitors.Portal.GivePasswordsAsync();
        return person;
    }
}
