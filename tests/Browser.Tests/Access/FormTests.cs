using Browser.Tests.Running;
using Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workflows.Access;

namespace Browser.Tests.Access;

[Collection(nameof(ApplicationsPortal))]
public sealed class FormTests(Visitors visitors)
{
    [Fact]
    public async Task FillIn_WhileTheProcessIsKilledAndStartedAgain_LosesNothing()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var id = await world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = world.SiteClerk, SiteId = site.Id });
        await using var clerk = await visitors.SignInAsync(world.SiteClerk);
        var page = clerk.Page;

        await clerk.GoAsync($"/access/{id}/edit");
        await Field(page, "projectManagerName").FillAsync("陈海生");
        await Field(page, "supplierId").SelectOptionAsync(new SelectOptionValue { Value = $"{world.Supplier.OrganizationId}" });
        await clerk.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "安装位置" }).First.ClickAsync();
        await page.WaitForURLAsync("**step=positions");
        await page.Locator("#positions-add").ClickAsync();
        await Field(page, "positions[0].position").FillAsync("北门");
        await Field(page, "positions[0].brand").FillAsync("Hik");
        await UntilAsync(async () => (await FormAsync(id)).Positions is [{ Position: "北门", Brand: "Hik" }], "saved before the kill");

        await visitors.Portal.KillAsync();
        await Field(page, "positions[0].model").FillAsync("DS-2DE4");
        await Field(page, "positions[0].simNumber").FillAsync("12");
        await visitors.Portal.BeginAsync();

        await UntilAsync(async () => (await FormAsync(id)).Positions is [{ Model: "DS-2DE4", SimNumber: "12" }], "typed while it was away");
        (await FormAsync(id)).ProjectManagerName.ShouldBe("陈海生");
        (await FormAsync(id)).SupplierId.ShouldBe(world.Supplier.OrganizationId);
        // Script errors are not asked for here: Blazor itself complains of typing while its circuit is away.
        await clerk.GoAsync($"/access/{id}/edit?step=positions");
        await Assertions.Expect(Field(page, "positions[0].position")).ToHaveValueAsync("北门");
        await Assertions.Expect(Field(page, "positions[0].brand")).ToHaveValueAsync("Hik");
        await Assertions.Expect(Field(page, "positions[0].model")).ToHaveValueAsync("DS-2DE4");
        await Assertions.Expect(Field(page, "positions[0].simNumber")).ToHaveValueAsync("12");
    }

    /// <summary>On a slow line the fields are there before the script that keeps what is typed; nobody waits for what they cannot see.</summary>
    [Fact]
    public async Task FillIn_BeforeTheKeepersScriptIsThere_IsKeptWithoutLeavingTheField()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var id = await world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = world.SiteClerk, SiteId = site.Id });
        await using var clerk = await visitors.SignInAsync(world.SiteClerk);
        var page = clerk.Page;
        var typed = new TaskCompletionSource();
        await page.RouteAsync("**/Drafts/DraftScope.razor.js", async script =>
        {
            await typed.Task;
            await script.ContinueAsync();
        });
        await clerk.GoAsync($"/access/{id}/edit");

        await Field(page, "liaisonName").FillAsync("陈海生");
        typed.SetResult();

        await UntilAsync(async () => (await FormAsync(id)).LiaisonName == "陈海生", "typed before the script came");
        await Assertions.Expect(Field(page, "liaisonName")).ToBeFocusedAsync();
        clerk.ScriptErrors.ShouldBeEmpty();
    }

    /// <summary>The server's wish to move the focus may arrive when the person has long gone on to another field, and types there.</summary>
    [Fact]
    public async Task FillIn_WhenAFocusComesLate_StaysInTheFieldThatThePersonWentOnTo()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var id = await world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = world.SiteClerk, SiteId = site.Id });
        await using var clerk = await visitors.SignInAsync(world.SiteClerk);
        var page = clerk.Page;
        await clerk.GoAsync($"/access/{id}/edit?step=positions");

        await page.Locator("#positions-add").ClickAsync();
        await Assertions.Expect(Field(page, "positions[0].position")).ToBeFocusedAsync();
        await Field(page, "positions[0].brand").ClickAsync();
        await page.Keyboard.TypeAsync("Hik");
        await page.EvaluateAsync("portal.focus(document.querySelector('[name=\"positions[0].position\"]').id)");
        await page.Keyboard.TypeAsync("vision");

        await Assertions.Expect(Field(page, "positions[0].brand")).ToHaveValueAsync("Hikvision");
        await Assertions.Expect(Field(page, "positions[0].position")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task FillIn_BadInput_IsAnsweredBesideTheField()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var id = await world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = world.SiteClerk, SiteId = site.Id });
        await using var clerk = await visitors.SignInAsync(world.SiteClerk, "en", width: 390, height: 844);
        var page = clerk.Page;

        await clerk.GoAsync($"/access/{id}/edit?step=network");
        await Field(page, "bandwidthUp").FillAsync("5");
        await Field(page, "bandwidthDown").FillAsync("many");
        await Field(page, "siteSituation").FillAsync("Foundation");

        await Assertions.Expect(page.Locator("#field-bandwidthUp-message")).ToContainTextAsync("20");
        await Assertions.Expect(page.Locator("#field-bandwidthDown-message")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#field-videoInstallationDate-message")).ToHaveCountAsync(0);
        await clerk.ShouldBeAccessibleAsync();
        await clerk.GoAsync($"/access/{id}/edit?step=sign");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign and submit" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Bandwidth up") }).ClickAsync();
        await Assertions.Expect(Field(page, "bandwidthUp")).ToBeFocusedAsync();
        await clerk.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task FillIn_WhenAColleagueSavedMeanwhile_AsksWhoseVersionStands()
    {
        var world = visitors.Portal.World;
        var site = await world.SiteAsync();
        var id = await world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = world.SiteClerk, SiteId = site.Id });
        await using var clerk = await visitors.SignInAsync(world.SiteClerk, "en");
        var page = clerk.Page;
        await clerk.GoAsync($"/access/{id}/edit");
        await Field(page, "liaisonName").WaitForAsync();
        var revision = (await world.Get<AccessCaseReader>().ReadAsync(world.ProjectManager, id)).Revision;
        await world.Get<AccessDrafts>().SaveFormAsync(new SaveAccessForm
        {
            Actor = world.ProjectManager,
            ApplicationId = id,
            Revision = revision,
            Form = new AccessForm { LiaisonName = "Theirs" },
        });

        await Field(page, "liaisonName").FillAsync("Mine");
        var keep = page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" });
        await keep.WaitForAsync();
        (await FormAsync(id)).LiaisonName.ShouldBe("Theirs");
        await Assertions.Expect(Field(page, "liaisonName")).ToHaveValueAsync("Mine");
        await clerk.ShouldBeAccessibleAsync();
        await keep.ClickAsync();

        await UntilAsync(async () => (await FormAsync(id)).LiaisonName == "Mine", "kept mine");
        await Assertions.Expect(keep).ToHaveCountAsync(0);
    }

    private static ILocator Field(IPage page, string path) => page.Locator($"[name=\"{path}\"]");

    private async Task<AccessForm> FormAsync(long id)
    {
        await using var db = visitors.Portal.World.Open();
        return (await db.Set<AccessApplication>().AsNoTracking().SingleAsync(a => a.Id == id)).Form;
    }

    private static async Task UntilAsync(Func<Task<bool>> there, string what)
    {
        for (var i = 0; i < 300; i++)
        {
            if (await there()) return;
            await Task.Delay(100);
        }

        throw new TimeoutException(what);
    }
}
