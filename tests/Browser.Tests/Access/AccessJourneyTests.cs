using Browser.Tests.Running;
using Domain.Access;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Browser.Tests.Access;

/// <summary>The main job, from a submitted form 1-1 to the connected site, by the people whose job each step is.</summary>
public sealed class AccessJourneyTests(Visitors visitors) : IClassFixture<Visitors>, IAsyncLifetime
{
    private readonly CaseDesk _desk = new(visitors);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task CommitmentTrack_ThroughAllSteps_EndsConnected()
    {
        var world = _desk.World;
        await _desk.Walk.ListModelsAsync();
        var site = await world.SiteAsync();
        var id = await _desk.Walk.SubmittedAsync(site);

        await _desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "点位与平面图一致。");
        await _desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "参数符合要求。");
        await _desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Agree, "同意接入。");
        await _desk.DebugAsync(id);
        await _desk.AllOnlineAsync(id);
        await _desk.ConfirmAsync(id);

        (await _desk.Walk.ReadAsync(id)).Track!.Track.ShouldBe(AccessTrack.Commitment);
        (await SiteStateAsync(site.Id)).ShouldBe(SiteState.Connected);
        var page = await _desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.Locator(".panel-action")).ToHaveCountAsync(0);
        _desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task LabTestTrack_WithCorrectionAndTechnicalDifficulty_ShowsTheStoppedClockAndEndsConnected()
    {
        var world = _desk.World;
        var site = await world.SiteAsync();
        var id = await _desk.Walk.SubmittedAsync(site, letter: false);

        await _desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "同意。");
        await _desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "同意。");
        await _desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Correct, "请补正服务协议。");
        var stopped = await _desk.OpenAsync(world.CountyOfficer, id);
        await Assertions.Expect(stopped.Locator(".standing-stopped")).ToContainTextAsync(CaseDesk.Text("StoppedByCorrection"));
        await _desk.Walk.SubmitAsync(id);
        await _desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Agree, "同意接入。");

        await _desk.FileDebugAsync(id);
        await _desk.GiveSlotAsync(id);
        await _desk.AcceptDeliveryAsync(id);
        await _desk.ReportAsync(id, "Difficulty", "固件与平台协议不兼容。");
        var difficulty = await _desk.OpenAsync(world.Operator, id);
        await Assertions.Expect(difficulty.Locator(".standing-stopped")).ToContainTextAsync(CaseDesk.Text("StoppedByDifficulty"));
        await _desk.ResolveAsync(id, "已更新固件。");
        await _desk.ReportAsync(id, "Passed");
        await _desk.CollectAsync(id);
        await _desk.AllOnlineAsync(id);
        await _desk.ConfirmAsync(id);

        (await _desk.Walk.ReadAsync(id)).Track!.Track.ShouldBe(AccessTrack.LabTest);
        (await SiteStateAsync(site.Id)).ShouldBe(SiteState.Connected);
        _desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Refusal_ByTheCounty_EndsTheCaseForEverybody()
    {
        var world = _desk.World;
        var id = await _desk.Walk.SubmittedAsync(await world.SiteAsync());
        await _desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Disagree, "塔吊点位不符。");
        await _desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "同意。");

        await _desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Refuse, "施工许可尚未办理。");

        var page = await _desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.Locator("#opinions")).ToContainTextAsync("施工许可尚未办理。");
        await Assertions.Expect(page.Locator(".panel-action")).ToHaveCountAsync(0);
        (await _desk.Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Refused);
        _desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Approval_WhenSomebodyElseWasFaster_NamesThem()
    {
        var world = _desk.World;
        var id = await _desk.Walk.SubmittedAsync(await world.SiteAsync());
        var item = await _desk.Walk.UntilAsync(id, "countyReview");
        var page = await _desk.OpenAsync(world.CountyOfficer, id);
        var panel = page.Locator("#action-countyReview");
        await panel.Locator("input[type=radio][value=Agree]").CheckAsync();
        await panel.Locator("textarea").FillAsync("同意。");
        await _desk.Walk.OpineAsync(item, world.CountyOfficer);

        await panel.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(world.CountyOfficer.Name + " ");
        (await _desk.Walk.ReadAsync(id)).Opinions.Count(o => o.Step == OpinionStep.County).ShouldBe(1);
    }

    private async Task<SiteState> SiteStateAsync(long id)
    {
        await using var db = _desk.World.Open();
        return await db.Set<Site>().Where(s => s.Id == id).Select(s => s.State).SingleAsync();
    }
}
