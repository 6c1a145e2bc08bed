using Bunit;
using Domain.Drafts;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Portal.Drafts;
using Portal.Tests.Fields;
using Portal.Tests.Shell;
using Testing.Database;

namespace Portal.Tests.Drafts;

public sealed class DraftScopeTests
{
    [Fact]
    public async Task Flush_AfterAChange_KeepsItForTheNextVisit()
    {
        await using var database = await TestDatabase.CreateAsync();

        using (var first = new FaceContext(database.Contexts).As(Role.ProjectManager))
        {
            var form = await RenderAsync(first);
            form.Find("[name=liaisonName]").Change("Chen");
            (await FlushAsync(form)).ShouldBeTrue();
        }

        using var second = new FaceContext(database.Contexts).As(Role.ProjectManager);
        var again = await RenderAsync(second);
        again.Find("[name=liaisonName]").GetAttribute("value").ShouldBe("Chen");
        again.Find(".alert").TextContent.ShouldContain("restored");
    }

    [Fact]
    public async Task Draft_OfAnotherAccount_IsNotSeen()
    {
        await using var database = await TestDatabase.CreateAsync();
        using (var first = new FaceContext(database.Contexts).As(Role.ProjectManager, accountId: 1))
        {
            var form = await RenderAsync(first);
            form.Find("[name=liaisonName]").Change("Chen");
            await FlushAsync(form);
        }

        using var second = new FaceContext(database.Contexts).As(Role.ProjectManager, accountId: 2);
        var other = await RenderAsync(second);

        other.Find("[name=liaisonName]").GetAttribute("value").ShouldBeNull();
        other.Find(".draft").GetAttribute("data-draft-key").ShouldBe("2/sample/1");
    }

    [Fact]
    public async Task Submit_ThatWentThrough_ForgetsTheDraft()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var face = new FaceContext(database.Contexts).As(Role.ProjectManager);
        var form = await RenderAsync(face);
        form.Find("[name=liaisonName]").Change("Chen");
        form.Find("[name='positions[0].position']").Change("West gate");
        await FlushAsync(form);

        await form.Find("form").SubmitAsync();
        await FlushAsync(form);

        (await CountAsync(database)).ShouldBe(0, "a late hand-over of what was just submitted is no new draft");
    }

    [Fact]
    public async Task StartOver_AtARestoredDraft_EmptiesTheForm()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var face = new FaceContext(database.Contexts).As(Role.ProjectManager);
        await database.AddAsync(new FormDraft(1, "sample/1", """{"liaisonName":"Chen","positions":[{}]}""", face.Clock.GetUtcNow()));
        var form = await RenderAsync(face);

        await form.Find(".alert .link").ClickAsync();

        form.Find("[name=liaisonName]").GetAttribute("value").ShouldBeNull();
        (await CountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task Draft_OfAFormThatHadAnotherShape_IsLeftAside()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var face = new FaceContext(database.Contexts).As(Role.ProjectManager);
        await database.AddAsync(new FormDraft(1, "sample/1", """{"positions":"none"}""", face.Clock.GetUtcNow()));

        var form = await RenderAsync(face);

        form.FindAll(".alert").ShouldBeEmpty();
    }

    /// <summary>The browser hands over what was typed while what was typed before is still on its way to the database.</summary>
    [Fact]
    public async Task Flush_WhileAnotherRuns_StoresTheNewestLast()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var face = new FaceContext(database.Contexts).As(Role.ProjectManager);
        var (model, stored, first) = (new SampleModel(), new List<string?>(), new TaskCompletionSource());
        var scope = face.Render<DraftScope<SampleModel>>(parameters => parameters.Add(s => s.Key, "sample/1").Add(s => s.Model, model).Add(s => s.Keep, KeepAsync));
        await scope.WaitForAssertionAsync(() => scope.Find(".draft-status").ShouldNotBeNull());

        model.LiaisonName = "Chen";
        var early = scope.InvokeAsync(scope.Instance.FlushAsync);
        model.LiaisonName = "Chen Haisheng";
        var late = scope.InvokeAsync(scope.Instance.FlushAsync);
        first.SetResult();
        await Task.WhenAll(early, late);

        stored.ShouldBe(["Chen", "Chen Haisheng"]);

        async Task KeepAsync()
        {
            var state = model.LiaisonName;
            if (state == "Chen") await first.Task;
            stored.Add(state);
        }
    }

    private static async Task<IRenderedComponent<SampleForm>> RenderAsync(FaceContext face)
    {
        var form = face.Render<SampleForm>(parameters => parameters.Add(f => f.DraftKey, "sample/1"));
        await form.WaitForAssertionAsync(() => form.Find("[name=liaisonName]").ShouldNotBeNull(), TimeSpan.FromSeconds(10));
        return form;
    }

    private static Task<bool> FlushAsync(IRenderedComponent<SampleForm> form) =>
        form.InvokeAsync(() => form.FindComponent<DraftScope<SampleModel>>().Instance.FlushAsync());

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await context.Set<FormDraft>().CountAsync();
    }
}
