using Browser.Tests.Running;
using Domain.Access;
using Microsoft.Playwright;

namespace Browser.Tests.Access;

/// <summary>A power cut in the middle of work: nothing that was typed or sent is missing afterwards.</summary>
[Collection(nameof(ApplicationsPortal))]
public sealed class RestartTests(Visitors visitors)
{
    [Fact]
    public async Task Opinion_TypedWhenTheServerDies_IsThereAgainAndCanBeSentOnce()
    {
        var world = visitors.Portal.World;
        await using var desk = new CaseDesk(visitors);
        var id = await desk.Walk.SubmittedAsync(await world.SiteAsync());
        await desk.Walk.UntilAsync(id, "countyReview");
        // What is chosen before the form's script has come counts like all the rest.
        var (officer, chosen) = (await desk.AtAsync(world.CountyOfficer), new TaskCompletionSource());
        await officer.Page.RouteAsync("**/Drafts/DraftScope.razor.js", async script =>
        {
            await chosen.Task;
            await script.ContinueAsync();
        });
        var page = await desk.OpenAsync(world.CountyOfficer, id);
        var panel = page.Locator("#action-countyReview form").First;
        await panel.Locator("input[type=radio][value=Agree]").CheckAsync();
        chosen.SetResult();
        await page.Locator("#action-countyReview .draft[data-pending]").First.WaitForAsync();
        await panel.Locator("textarea").PressSequentiallyAsync("材料齐全，");
        await page.EvaluateAsync("window.beforeTheCut = true");
        await visitors.Portal.KillAsync();
        await panel.Locator("textarea").PressSequentiallyAsync("同意接入。");
        await visitors.Portal.BeginAsync();

        // The page comes back by itself; only then do its fields say anything.
        await page.WaitForFunctionAsync("() => !window.beforeTheCut", null, new() { Timeout = 60_000 });
        await Assertions.Expect(panel.Locator("textarea")).ToHaveValueAsync("材料齐全，同意接入。", new() { Timeout = 60_000 });
        await Assertions.Expect(panel.Locator("input[type=radio][value=Agree]")).ToBeCheckedAsync(new() { Timeout = 60_000 });
        await panel.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0, new() { Timeout = 30_000 });

        var read = await desk.Walk.ReadAsync(id);
        read.Status.ShouldBe(AccessStatus.Approved);
        read.Opinions.Where(o => o.Step == OpinionStep.County).Select(o => o.Text).ShouldBe(["材料齐全，同意接入。"]);
    }
}
