using Bunit;
using Domain.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Portal.Engine;
using Portal.Inbox;
using Portal.Tests.Shell;
using Testing;
using Testing.Access;
using Workflows.Cases;
using Workflows.Inbox;
using Workflows.Regions;
using Page = Portal.Inbox.InboxPage;

namespace Portal.Tests.Inbox;

public sealed class InboxPageTests : IAsyncLifetime, IDisposable
{
    // A real database answers, beside whatever else the machine does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaceContext _face = new();
    private PortalWorld _world = null!;
    private AccessWalk _walk = null!;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _walk = new AccessWalk(_world);
        _face.Services.AddSingleton<TimeProvider>(_world.Clock).AddSingleton(_world.Get<InboxReader>()).AddSingleton(_world.Get<RegionDirectory>()).AddSingleton<ProcessLabels>();
        _face.Services.AddSingleton(_world.Get<CaseDecisions>());
    }

    [Fact]
    public async Task Rows_OfTheReadersRole_StandTheMostUrgentFirstWithTheirDays()
    {
        var late = await _walk.SubmittedAsync();
        _world.Clock.Advance(TimeSpan.FromDays(6));
        var fresh = await _walk.SubmittedAsync(await _world.SiteAsync());

        var page = Open(_world.Supervisor);

        page.FindAll("a.row-link").Select(a => a.GetAttribute("href")).ShouldBe([$"/cases/access:{late}", $"/cases/access:{fresh}"]);
        page.FindAll("tbody tr")[0].TextContent.ShouldContain("overdue");
        page.FindAll("tbody tr")[1].TextContent.ShouldContain("2 working days left");
        page.FindAll(".chip-count").Select(c => c.TextContent).ShouldBe(["2", "1", "0", "0", "0"]);
    }

    [Fact]
    public async Task Filter_InTheAddress_ShowsThoseRowsAndMarksItsChip()
    {
        await _walk.SubmittedAsync();
        _world.Clock.Advance(TimeSpan.FromDays(6));
        await _walk.SubmittedAsync(await _world.SiteAsync());

        var page = Open(_world.Supervisor, "/inbox?due=Overdue");

        page.FindAll("tbody tr").Count.ShouldBe(1);
        page.Find(".chip[aria-current]").TextContent.ShouldContain("Overdue");
    }

    [Fact]
    public async Task Page_ForSomebodyWithNothingToDo_SaysWhatWouldBeHere()
    {
        await _walk.SubmittedAsync();

        var page = Open(_world.CountyOfficer);

        page.Find(".empty-title").TextContent.ShouldBe("Nothing to do");
    }

    [Fact]
    public async Task NextItem_AfterACase_IsTheMostUrgentOfTheOthers()
    {
        var done = await _walk.SubmittedAsync();
        var next = await _walk.SubmittedAsync(await _world.SiteAsync());
        _face.As(_world.Supervisor);

        var shown = _face.Render<NextItem>(p => p.Add(n => n.BusinessKey, $"access:{done}"));

        shown.WaitForElement("a.button", Patience).GetAttribute("href").ShouldBe($"/cases/access:{next}");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _face.Dispose();

    private IRenderedComponent<Page> Open(Actor actor, string address = "/inbox")
    {
        _face.As(actor).Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(address);
        var page = _face.Render<Page>();
        page.WaitForElement("table, .empty", Patience);
        return page;
    }
}
