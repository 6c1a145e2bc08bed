using Domain;
using Domain.Access;
using Domain.Organizations;
using Portal.Access.Editing;
using Portal.Fields;
using Testing;
using Workflows.Access;
using Workflows.Drafts;

namespace Portal.Tests.Access.Editing;

public sealed class FormEditorTests : IAsyncLifetime
{
    private PortalWorld _world = null!;
    private long _id;

    public async Task InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync();
        _id = await _world.Get<AccessDrafts>().StartAsync(new StartAccessDraft { Actor = _world.SiteClerk, SiteId = _world.Site.Id });
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Save_AfterAColleague_StoresNothingUntilOneVersionIsChosen()
    {
        var mine = await OpenAsync(_world.SiteClerk);
        var theirs = await OpenAsync(_world.ProjectManager);
        theirs.Model.LiaisonName = "Theirs";
        await theirs.SaveAsync();

        mine.Model.LiaisonName = "Mine";
        (await Should.ThrowAsync<DomainException>(mine.SaveAsync)).Code.ShouldBe("access.changed-by-other");
        (await StoredAsync()).LiaisonName.ShouldBe("Theirs");
        mine.Theirs!.Form.LiaisonName.ShouldBe("Theirs");
        mine.KeepMine();
        await mine.SaveAsync();

        (await StoredAsync()).LiaisonName.ShouldBe("Mine");
        mine.Theirs.ShouldBeNull();
    }

    [Fact]
    public async Task TakeTheirs_AfterAColleague_ShowsTheirVersionAndSavesOnIt()
    {
        var mine = await OpenAsync(_world.SiteClerk);
        var theirs = await OpenAsync(_world.ProjectManager);
        theirs.Model.LiaisonName = "Theirs";
        await theirs.SaveAsync();
        mine.Model.LiaisonName = "Mine";
        await Should.ThrowAsync<DomainException>(mine.SaveAsync);

        await mine.TakeTheirsAsync();
        mine.Model.LiaisonPhone = "13800000001";
        await mine.SaveAsync();

        (await StoredAsync()).LiaisonName.ShouldBe("Theirs");
        (await StoredAsync()).LiaisonPhone.ShouldBe("13800000001");
    }

    [Fact]
    public async Task Save_AfterAColleaguesFile_IsNoConflict()
    {
        var mine = await OpenAsync(_world.SiteClerk);
        var theirs = await OpenAsync(_world.ProjectManager);
        await theirs.AttachAsync(AttachmentKind.LayoutPlan, new UploadedFile("plan.pdf", 9, new MemoryStream("%PDF-1.4\n%%EOF\n"u8.ToArray())));

        mine.Model.LiaisonName = "Mine";
        await mine.SaveAsync();

        (await StoredAsync()).LiaisonName.ShouldBe("Mine");
        mine.Theirs.ShouldBeNull();
    }

    [Fact]
    public async Task Submit_OverAColleaguesVersionNeverSeen_AsksFirst()
    {
        var mine = await OpenAsync(_world.ProjectManager);
        var theirs = await OpenAsync(_world.SiteClerk);
        theirs.Model.LiaisonName = "Theirs";
        await theirs.SaveAsync();

        mine.Model.Opinion = "We apply.";
        (await Should.ThrowAsync<DomainException>(mine.SubmitAsync)).Code.ShouldBe("access.changed-by-other");

        mine.Theirs!.Form.LiaisonName.ShouldBe("Theirs");
    }

    [Fact]
    public async Task Open_Again_FindsTheOpinionOfTheSamePersonOnly()
    {
        var before = await OpenAsync(_world.ProjectManager);
        before.Model.Opinion = "We apply.";
        await before.SaveAsync();

        (await OpenAsync(_world.ProjectManager)).Model.Opinion.ShouldBe("We apply.");
        (await OpenAsync(_world.SiteClerk)).Model.Opinion.ShouldBeNull();
    }

    private Task<FormEditor> OpenAsync(Actor actor) => FormEditor.OpenAsync(
        new FormEditorServices(_world.Get<AccessDrafts>(), _world.Get<AccessSubmission>(), _world.Get<AccessCaseReader>(), new FormDrafts(_world.Database.Contexts, _world.Clock)), actor, _id);

    private async Task<AccessForm> StoredAsync() => (await _world.Get<AccessCaseReader>().ReadAsync(_world.SiteClerk, _id)).Form;
}
