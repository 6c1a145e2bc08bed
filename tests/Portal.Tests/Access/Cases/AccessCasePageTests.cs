using Bunit;
using Domain.Access;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;
using Portal.Access.Cases;
using Portal.Engine;
using Portal.Tests.Shell;
using Testing;
using Testing.Access;
using Workflows.Access;
using Workflows.Calendar;
using Workflows.Cases;
using Workflows.Drafts;
using Workflows.Inbox;
using Workflows.Regions;

namespace Portal.Tests.Access.Cases;

/// <summary>The case page with the real services behind it: who is offered what, and what happens when two people act on one step.</summary>
public sealed class AccessCasePageTests : IAsyncLifetime, IDisposable
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<FaceContext> _faces = [];
    private PortalWorld _world = null!;
    private AccessWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _walk = new AccessWalk(_world);
    }

    [Fact]
    public async Task Panel_OfAnOpenStep_IsThereForItsHolderAlone()
    {
        var id = await _walk.SubmittedAsync();

        Open(id, _world.Supervisor).FindAll(".panel-action").Count.ShouldBe(1);
        foreach (var other in new[] { _world.ProjectManager, _world.SiteClerk, _world.Owner, _world.Operator, _world.Supplier, _world.CountyOfficer, _world.CityOfficer })
        {
            var page = Open(id, other);
            page.FindAll(".panel-action").ShouldBeEmpty($"{other.Role}");
            page.Find("#standing").TextContent.ShouldContain("Supervisor");
        }
    }

    [Fact]
    public async Task Page_ForAStranger_LooksLikeNoCaseAtAll()
    {
        var id = await _walk.SubmittedAsync();
        var none = Open(id + 1_000_000, _world.CountyOfficer).Markup;

        foreach (var stranger in _world.Strangers) Open(id, stranger).Markup.ShouldBe(none, $"{stranger.Role}");
    }

    [Fact]
    public async Task Opinion_Signed_MovesTheCaseOnAndForgetsTheDraft()
    {
        var id = await _walk.SubmittedAsync();
        var page = Open(id, _world.Supervisor);

        page.WaitForElement("input[value=Agree]", Patience).Change("Agree");
        page.Find(".panel-action textarea").Change("The plan agrees with the site.");
        page.Find(".panel-action form").Submit();

        page.WaitForAssertion(() => page.FindAll(".panel-action").ShouldBeEmpty(), Patience);
        (await _walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("operatorReview");
        page.Find("#opinions").TextContent.ShouldContain("The plan agrees with the site.");
        await using var db = _world.Open();
        (await db.Set<Domain.Drafts.FormDraft>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Opinion_WithoutWords_IsAnsweredBesideTheFieldAndNotGiven()
    {
        var id = await _walk.SubmittedAsync();
        var page = Open(id, _world.Supervisor);

        page.WaitForElement("input[value=Agree]", Patience).Change("Agree");
        page.Find(".panel-action form").Submit();

        page.WaitForElement(".panel-action textarea[aria-invalid=true]", Patience);
        (await _walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("supervisorReview");
    }

    [Fact]
    public async Task Opinion_WhenAColleagueWasFaster_SaysWhoAndShowsTheCaseAsItIs()
    {
        var id = await _walk.SubmittedAsync();
        var item = (await _walk.OpenAsync(id)).Single();
        await using var db = _world.Open();
        var colleague = await _world.PersonAsync(await db.Set<Organization>().SingleAsync(o => o.Id == _world.Supervisor.OrganizationId), Role.SupervisionEngineer);
        var page = Open(id, _world.Supervisor);
        await _walk.OpineAsync(item, colleague, OpinionResult.Disagree, "Position 3 is not where the plan says.");

        page.WaitForElement("input[value=Agree]", Patience).Change("Agree");
        page.Find(".panel-action textarea").Change("Mine came later.");
        page.Find(".panel-action form").Submit();

        page.WaitForAssertion(() => page.FindAll(".panel-action").ShouldBeEmpty(), Patience);
        page.Markup.ShouldContain(colleague.Name);
        page.Find("#opinions").TextContent.ShouldContain("Position 3 is not where the plan says.");
        (await _walk.ReadAsync(id)).Opinions.Count(o => o.Step == OpinionStep.Supervisor).ShouldBe(1);
    }

    [Fact]
    public async Task Opinions_AboutAnEarlierForm_AreMarked()
    {
        var id = await _walk.SubmittedAsync();
        await _walk.OpineAsync(await _walk.UntilAsync(id, "countyReview"), _world.CountyOfficer, OpinionResult.Correct, "Add the plan.");
        await _walk.SubmitAsync(id);

        var page = Open(id, _world.CountyOfficer);

        var marked = page.FindAll(".timeline li").Where(li => li.TextContent.Contains("about form version 1", StringComparison.Ordinal)).ToList();
        marked.Count.ShouldBe(4, "contractor, supervisor, operator and county spoke about the first form");
        page.FindAll(".timeline li").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Standing_DuringACorrection_SaysThatTheClockStandsStill()
    {
        var id = await _walk.SubmittedAsync();
        await _walk.OpineAsync(await _walk.UntilAsync(id, "countyReview"), _world.CountyOfficer, OpinionResult.Correct, "Add the plan.");

        Open(id, _world.CountyOfficer).Find(".standing-stopped").TextContent.ShouldContain("stands still");
    }

    [Fact]
    public async Task Phones_OnTheForm_AreMaskedUntilAskedFor()
    {
        var id = await _walk.SubmittedAsync();
        var page = Open(id, _world.CountyOfficer);
        page.Markup.ShouldNotContain("13800000001");

        page.Find("#form button.link").Click();

        page.WaitForAssertion(() => page.Markup.ShouldContain("13800000001"), Patience);
    }

    [Fact]
    public async Task Withdraw_IsOfferedToTheProjectManagerAloneAndOnlyBeforeTheDecision()
    {
        var id = await _walk.SubmittedAsync();

        Open(id, _world.ProjectManager).FindAll(".page-actions .danger").Count.ShouldBe(1);
        Open(id, _world.SiteClerk).FindAll(".page-actions .danger").ShouldBeEmpty();
        Open(id, _world.CountyOfficer).FindAll(".page-actions .danger").ShouldBeEmpty();
        await _walk.UntilAsync(id, "debugApplication");
        Open(id, _world.ProjectManager).FindAll(".page-actions .danger").ShouldBeEmpty();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _faces.ForEach(face => face.Dispose());

    private IRenderedComponent<AccessCasePage> Open(long id, Actor actor)
    {
        var face = new FaceContext().As(actor);
        _faces.Add(face);
        face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Database.Contexts).AddSingleton<FormDrafts>();
        face.Services.AddSingleton(_world.Get<AccessCaseReader>()).AddSingleton(_world.Get<AccessSubmission>());
        face.Services.AddSingleton(_world.Get<Chains>()).AddSingleton(_world.Get<CaseDecisions>()).AddSingleton(_world.Get<CaseWaysBack>());
        face.Services.AddSingleton(_world.Get<CaseHandovers>()).AddSingleton(_world.Get<CaseCopies>());
        face.Services.AddSingleton(_world.Get<AccessDebugging>()).AddSingleton(_world.Get<SlotBoard>()).AddSingleton(_world.Get<InboxReader>());
        face.Services.AddSingleton(_world.Get<Calendars>()).AddSingleton(_world.Get<RegionDirectory>());
        face.Services.AddSingleton<ProcessLabels>().AddSingleton<AccessLabels>();
        var page = face.Render<AccessCasePage>(p => p.Add(c => c.Id, id));
        page.WaitForAssertion(() => page.Find("h1"), Patience);
        return page;
    }
}
