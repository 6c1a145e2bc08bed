using Browser.Tests.Running;
using Domain.Access;
using Domain.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Access.Editing;
using Testing.Access;

namespace Browser.Tests.Access;

/// <summary>The main job, from a submitted form 1-1 to the connected site, by the people whose job each step is.</summary>
[Collection(nameof(ApplicationsPortal))]
public sealed class AccessJourneyTests(Visitors visitors)
{
    [Fact]
    public async Task CommitmentTrack_ThroughAllSteps_EndsConnected()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var form = new FormDesk(desk);
        await desk.Walk.ListModelsAsync();
        var site = await world.SiteAsync();

        var id = await form.BeginAsync(world.ProjectManager, site);
        await form.FillInAsync(world.ProjectManager, AccessForms.Complete(world.Supplier.OrganizationId));
        await form.SignLetterAsync(world.Supplier, site);
        await form.SubmitAsync(world.ProjectManager, id);
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "点位与平面图一致。");
        await desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "参数符合要求。");
        await desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Agree, "同意接入。");
        await desk.DebugAsync(id);
        await desk.AllOnlineAsync(id);
        await desk.ConfirmAsync(id);

        (await desk.Walk.ReadAsync(id)).Track!.Track.ShouldBe(AccessTrack.Commitment);
        (await SiteStateAsync(site.Id)).ShouldBe(SiteState.Connected);
        var page = await desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.Locator(".panel-action")).ToHaveCountAsync(0);
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task LabTestTrack_WithCorrectionAndTechnicalDifficulty_ShowsTheStoppedClockAndEndsConnected()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var form = new FormDesk(desk);
        var site = await world.SiteAsync();

        var id = await form.BeginAsync(world.ProjectManager, site);
        await form.FillInAsync(world.ProjectManager, AccessForms.Complete(world.Supplier.OrganizationId));
        await form.SubmitAsync(world.ProjectManager, id);
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "同意。");
        await desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "同意。");
        await desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Correct, "请补正服务协议。");
        var stopped = await desk.OpenAsync(world.CountyOfficer, id);
        await Assertions.Expect(stopped.Locator(".standing-stopped")).ToContainTextAsync(CaseDesk.Text("StoppedByCorrection"));
        var correcting = await form.OpenAsync(world.ProjectManager, id, FormStep.Attachments);
        await Assertions.Expect(correcting.Locator("main")).ToContainTextAsync("请补正服务协议。");
        await FormDesk.ExchangeAsync(correcting, AttachmentKind.ServiceAgreement, "补正的服务协议.pdf");
        await form.SubmitAsync(world.ProjectManager, id, "Resubmit");
        var review = await desk.OpenAsync(world.CountyOfficer, id);
        await Assertions.Expect(review.Locator("#attachments")).ToContainTextAsync("补正的服务协议.pdf");
        await desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Agree, "同意接入。");

        await desk.FileDebugAsync(id);
        await desk.GiveSlotAsync(id);
        await desk.AcceptDeliveryAsync(id);
        await desk.ReportAsync(id, "Difficulty", "固件与平台协议不兼容。");
        var difficulty = await desk.OpenAsync(world.Operator, id);
        await Assertions.Expect(difficulty.Locator(".standing-stopped")).ToContainTextAsync(CaseDesk.Text("StoppedByDifficulty"));
        await desk.ResolveAsync(id, "已更新固件。");
        await desk.ReportAsync(id, "Passed");
        await desk.CollectAsync(id);
        await desk.AllOnlineAsync(id);
        await desk.ConfirmAsync(id);

        (await desk.Walk.ReadAsync(id)).Track!.Track.ShouldBe(AccessTrack.LabTest);
        (await SiteStateAsync(site.Id)).ShouldBe(SiteState.Connected);
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Refusal_ByTheCounty_EndsTheCaseForEverybody()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var id = await desk.Walk.SubmittedAsync(await world.SiteAsync());
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Disagree, "塔吊点位不符。");
        await desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "同意。");

        await desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Refuse, "施工许可尚未办理。");

        var page = await desk.OpenAsync(world.ProjectManager, id);
        await Assertions.Expect(page.Locator("#opinions")).ToContainTextAsync("施工许可尚未办理。");
        await Assertions.Expect(page.Locator(".panel-action")).ToHaveCountAsync(0);
        (await desk.Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Refused);
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task WaysBack_AReturnAndAnOpinionTakenBack_LeadTheCaseOnAllTheSame()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var id = await desk.Walk.SubmittedAsync(await world.SiteAsync());
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Disagree, "点位不符。");
        await desk.RecallAsync(world.Supervisor, id);
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "点位一致。");
        await desk.OpineAsync(world.Operator, id, "operatorReview", OpinionResult.Agree, "同意。");

        await desk.ReturnAsync(world.CountyOfficer, id, "countyReview", "supervisorReview", "请核对平面图。");
        var waiting = await desk.OpenAsync(world.Supervisor, id);
        await Assertions.Expect(waiting.Locator(".standing-stopped")).ToContainTextAsync(CaseDesk.Text("StoppedByReturn"));
        await Assertions.Expect(waiting.Locator("#history")).ToContainTextAsync("请核对平面图。");
        await Assertions.Expect(waiting.Locator("#opinions")).ToContainTextAsync("点位不符。");
        await desk.OpineAsync(world.Supervisor, id, "supervisorReview", OpinionResult.Agree, "已核对，一致。");
        await desk.OpineAsync(world.CountyOfficer, id, "countyReview", OpinionResult.Agree, "同意接入。");

        (await desk.Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Approved);
        desk.ShouldBeWithoutScriptErrors();
    }

    [Fact]
    public async Task Approval_WhenSomebodyElseWasFaster_NamesThem()
    {
        await using var desk = new CaseDesk(visitors);
        var world = desk.World;
        var id = await desk.Walk.SubmittedAsync(await world.SiteAsync());
        var item = await desk.Walk.UntilAsync(id, "countyReview");
        var page = await desk.OpenAsync(world.CountyOfficer, id);
        var panel = page.Locator("#action-countyReview form").First;
        await panel.Locator("input[type=radio][value=Agree]").CheckAsync();
        await panel.Locator("textarea").FillAsync("同意。");
        await desk.Walk.OpineAsync(item, world.CountyOfficer);

        await panel.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(world.CountyOfficer.Name + " ");
        (await desk.Walk.ReadAsync(id)).Opinions.Count(o => o.Step == OpinionStep.County).ShouldBe(1);
    }

    private async Task<SiteState> SiteStateAsync(long id)
    {
        await using var db = visitors.Portal.World.Open();
        return await db.Set<Site>().Where(s => s.Id == id).Select(s => s.State).SingleAsync();
    }
}
