using Domain.Access;
using Domain.Engine;
using Domain.Numbering;
using Domain.Organizations;
using Domain.Suppliers;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Access;
using Workflows.Access;
using Workflows.Inbox;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

public class SubmissionTests : AccessTest
{
    [Fact]
    public async Task Submit_TwentyAtOnce_NumbersHaveNoGapAndNoDouble()
    {
        var ids = new List<long>();
        for (var i = 0; i < 20; i++) ids.Add(await Walk.DraftAsync(await World.SiteAsync(), letter: false));

        var numbers = await Task.WhenAll(ids.Select(id => Walk.SubmitAsync(id)));

        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 20).Select(n => $"JR2026{n:D5}"));
    }

    [Fact]
    public async Task Submit_NewShanghaiYear_BeginsAnewAtMidnightThere()
    {
        await using var world = await PortalWorld.CreateAsync(now: TestClock.ShanghaiTime(2025, 12, 31, 23, 59));
        var walk = new AccessWalk(world);
        var first = await walk.DraftAsync();
        var second = await walk.DraftAsync(await world.SiteAsync());

        var numbers = new List<string> { await walk.SubmitAsync(first) };
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        numbers.Add(await walk.SubmitAsync(second));

        numbers.ShouldBe(["JR202500001", "JR202600001"]);
    }

    [Fact]
    public async Task Submit_SameDraftTwiceAtOnce_CountsOnce()
    {
        var id = await Walk.DraftAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CodeOfAsync(() => Walk.SubmitAsync(id))));

        codes.Count(c => c is null).ShouldBe(1);
        (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        await using var db = World.Open();
        (await db.Set<NumberSeries>().SingleAsync()).Last.ShouldBe(1);
    }

    [Theory]
    [InlineData(RestrictionKind.Suspended, "access.supplier-suspended")]
    [InlineData(RestrictionKind.Blacklisted, "access.supplier-blacklisted")]
    public async Task Submit_SupplierRestrictedSinceTheDraft_IsRefused(RestrictionKind kind, string code)
    {
        var id = await Walk.DraftAsync();
        await RestrictAsync(World.Supplier, kind);

        (await World.Get<AccessSubmission>().PreviewAsync(World.SiteClerk, id)).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
        var refusal = await RefusedAsync(code, () => Walk.SubmitAsync(id));

        refusal.Arguments[0].ShouldBe(World.Supplier.OrganizationName);
        if (kind == RestrictionKind.Suspended) refusal.Arguments[1].ShouldBe(new DateOnly(2027, 5, 24));
        (await Walk.ReadAsync(id)).Number.ShouldBeNull();
    }

    [Fact]
    public async Task Submit_DayAfterTheSuspension_IsPossible()
    {
        var id = await Walk.DraftAsync();
        await World.Database.AddAsync(new SupplierRestriction(
            World.Supplier.OrganizationId, RestrictionKind.Suspended, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 25), "Scores", World.CityOfficer,
            World.Clock.GetUtcNow()));

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 25, 23, 59));
        await RefusedAsync("access.supplier-suspended", () => Walk.SubmitAsync(id));
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 26));

        (await Walk.SubmitAsync(id)).ShouldBe("JR202600001");
    }

    [Fact]
    public async Task Resubmit_InstallerSuspendedMeanwhile_MayStay()
    {
        var id = await InCorrectionAsync();
        await RestrictAsync(World.Supplier, RestrictionKind.Suspended);

        await Walk.SubmitAsync(id);

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().NodeId.ShouldBe("countyReview");
    }

    [Fact]
    public async Task Resubmit_WithAnotherSuspendedInstaller_IsRefused()
    {
        var id = await InCorrectionAsync();
        await RestrictAsync(World.NeighbourSupplier, RestrictionKind.Suspended);
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { SupplierId = World.NeighbourSupplier.OrganizationId });

        await RefusedAsync("access.supplier-suspended", () => Walk.SubmitAsync(id));
    }

    [Theory]
    [InlineData("contractor")]
    [InlineData("nobody")]
    [InlineData("closed")]
    public async Task SaveForm_InstallerIsNoSupplier_IsRefused(string who)
    {
        var id = await Walk.DraftAsync();
        var closed = await World.OrganizationAsync(OrganizationKind.Supplier);
        await using (var db = World.Open())
        {
            (await db.Set<Organization>().SingleAsync(o => o.Id == closed.Id)).Disable();
            await db.SaveChangesAsync();
        }

        var installer = who switch { "contractor" => World.NeighbourProjectManager.OrganizationId, "closed" => closed.Id, _ => 99_999_999 };

        await RefusedAsync("access.supplier-unknown", async () => await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { SupplierId = installer }));
    }

    [Fact]
    public async Task Withdraw_UnderReview_EndsTheCaseAndItsItems()
    {
        var id = await Walk.SubmittedAsync();

        await World.Get<AccessSubmission>().WithdrawAsync(World.ProjectManager, id, "The site is sold.");

        var read = await Walk.ReadAsync(id);
        read.Status.ShouldBe(AccessStatus.Withdrawn);
        read.Progress.Steps.ShouldBeEmpty();
        read.Progress.History[^1].Comment.ShouldBe("The site is sold.");
        (await World.Get<InboxReader>().ReadAsync(World.Supervisor, new InboxQuery())).All.ShouldBe(0);
    }

    [Fact]
    public async Task Withdraw_InCorrection_EndsTheCase()
    {
        var id = await InCorrectionAsync();

        await World.Get<AccessSubmission>().WithdrawAsync(World.ProjectManager, id, reason: null);

        (await Walk.OpenAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Withdraw_Approved_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.UntilAsync(id, "debugApplication");

        await RefusedAsync("access.cannot-withdraw", () => World.Get<AccessSubmission>().WithdrawAsync(World.ProjectManager, id, reason: null));
    }

    [Fact]
    public async Task Withdraw_WhileTheCountyApproves_OneOfThemWins()
    {
        var id = await Walk.SubmittedAsync();
        var review = await Walk.UntilAsync(id, "countyReview");

        var codes = await Task.WhenAll(
            CodeOfAsync(() => Walk.OpineAsync(review, World.CountyOfficer)),
            CodeOfAsync(() => World.Get<AccessSubmission>().WithdrawAsync(World.ProjectManager, id, reason: null)));

        codes.Count(c => c is null).ShouldBe(1);
        var read = await Walk.ReadAsync(id);
        (read.Status, read.Progress.Steps.Count).ShouldBeOneOf((AccessStatus.Approved, 1), (AccessStatus.Withdrawn, 0));
    }

    [Fact]
    public async Task Refuse_ByTheCounty_EndsTheCaseAndTellsContractorAndInstaller()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Refuse, "No permit.");

        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Refused);
        (await Walk.OpenAsync(id)).ShouldBeEmpty();
        var told = await MessagesAsync("access.refused");
        told.Select(m => m.OrganizationId!.Value).Distinct().Order().ShouldBe(
            new[] { World.ProjectManager.OrganizationId, World.Supplier.OrganizationId }.Order());
        told.ShouldAllBe(m => m.Arguments.Contains("No permit."));
        await using var db = World.Open();
        (await db.Set<ProcessInstance>().SingleAsync()).Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public async Task SaveForm_InstallerNamed_IsAskedOnceForTheLetter()
    {
        var id = await Walk.DraftAsync(letter: false);
        var form = (await Walk.ReadAsync(id)).Form;
        await Walk.SaveFormAsync(id, form with { SupplierId = World.NeighbourSupplier.OrganizationId });
        await Walk.SaveFormAsync(id, form with { LiaisonName = "Wu" });

        var asked = await MessagesAsync("access.letter-wanted");

        asked.Select(m => m.OrganizationId!.Value).ShouldBe([World.Supplier.OrganizationId, World.NeighbourSupplier.OrganizationId]);
        asked[0].Arguments.ShouldBe([World.Site.Name, World.ProjectManager.OrganizationName]);
    }

    [Fact]
    public async Task SaveForm_FromAnOlderPage_IsRefused()
    {
        var id = await Walk.DraftAsync();
        var old = await Walk.ReadAsync(id);
        await Walk.SaveFormAsync(id, old.Form with { LiaisonName = "Wu" });

        await RefusedAsync("access.changed-by-other", () => World.Get<AccessDrafts>().SaveFormAsync(
            new SaveAccessForm { Actor = World.ProjectManager, ApplicationId = id, Form = old.Form, Revision = old.Revision }));

        (await Walk.ReadAsync(id)).Form.LiaisonName.ShouldBe("Wu");
    }

    private async Task<long> InCorrectionAsync()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "The plan is unreadable.");
        return id;
    }

    private async Task RestrictAsync(Actor supplier, RestrictionKind kind) => await World.Database.AddAsync(new SupplierRestriction(
        supplier.OrganizationId, kind, new DateOnly(2026, 11, 25), kind == RestrictionKind.Suspended ? new DateOnly(2027, 5, 24) : null, "Three scores below 60.",
        World.CityOfficer, World.Clock.GetUtcNow()));
}
