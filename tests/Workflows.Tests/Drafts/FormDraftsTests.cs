using Domain;
using Domain.Drafts;
using Testing;
using Testing.Database;
using Workflows.Drafts;

namespace Workflows.Tests.Drafts;

public sealed class FormDraftsTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Save_Twice_KeepsTheLaterState()
    {
        await using var database = await TestDatabase.CreateAsync();
        var drafts = new FormDrafts(database.Contexts, _clock);

        await drafts.SaveAsync(Draft(1, "first"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await drafts.SaveAsync(Draft(1, "second"));

        var kept = (await drafts.LoadAsync(1, "form")).ShouldNotBeNull();
        kept.ShouldBe(new KeptFormDraft("second", _clock.GetUtcNow()));
    }

    [Fact]
    public async Task Load_AndDiscard_OfAnotherAccount_DoNotReachIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var drafts = new FormDrafts(database.Contexts, _clock);
        await drafts.SaveAsync(Draft(1, "mine"));

        await drafts.DiscardAsync(2, "form");

        (await drafts.LoadAsync(2, "form")).ShouldBeNull();
        (await drafts.LoadAsync(1, "form"))!.Document.ShouldBe("mine");
    }

    [Fact]
    public async Task Save_FromManyTabsAtOnce_LeavesOneDraft()
    {
        await using var database = await TestDatabase.CreateAsync();
        var drafts = new FormDrafts(database.Contexts, _clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => drafts.SaveAsync(Draft(1, $"tab {i}"))));

        (await drafts.LoadAsync(1, "form"))!.Document.ShouldStartWith("tab ");
        await drafts.DiscardAsync(1, "form");
        (await drafts.LoadAsync(1, "form")).ShouldBeNull();
    }

    [Fact]
    public async Task Save_OfTooMuch_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var drafts = new FormDrafts(database.Contexts, _clock);

        var refusal = await Should.ThrowAsync<DomainException>(() => drafts.SaveAsync(Draft(1, new string('x', FormDraft.DocumentLimit + 1))));

        refusal.Code.ShouldBe("draft.too-large");
    }

    [Fact]
    public async Task ForgetOld_AfterTheRetention_LeavesWhatIsStillWorkedOn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var drafts = new FormDrafts(database.Contexts, _clock);
        await drafts.SaveAsync(Draft(1, "left alone"));
        _clock.Advance(FormDraft.Retention);
        await drafts.SaveAsync(Draft(2, "going on"));
        (await drafts.ForgetOldAsync()).ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await drafts.ForgetOldAsync()).ShouldBe(1);
        (await drafts.LoadAsync(1, "form")).ShouldBeNull();
        (await drafts.LoadAsync(2, "form")).ShouldNotBeNull();
    }

    private static SaveFormDraft Draft(long account, string document) => new() { AccountId = account, Key = "form", Document = document };
}
