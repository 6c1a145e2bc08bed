using Domain.Access;
using Domain.Organizations;
using Testing;
using Workflows.Access;

namespace Workflows.Tests.Access;

public class AccessCasesTests : AccessTest
{
    [Fact]
    public async Task List_Filters_FindWhatTheySay()
    {
        await Walk.ListModelsAsync();
        var elsewhere = await World.SiteAsync(region: PortalWorld.NeighbourCounty);
        var commitment = await Walk.SubmittedAsync();
        var labTest = await Walk.SubmittedAsync(elsewhere, letter: false);
        var draft = await Walk.DraftAsync(await World.SiteAsync());

        (await IdsAsync(new AccessQuery())).ShouldBe([draft, labTest, commitment]);
        (await IdsAsync(new AccessQuery { Track = AccessTrack.Commitment })).ShouldBe([commitment]);
        (await IdsAsync(new AccessQuery { Track = AccessTrack.LabTest })).ShouldBe([labTest]);
        (await IdsAsync(new AccessQuery { Status = AccessStatus.Draft })).ShouldBe([draft]);
        (await IdsAsync(new AccessQuery { RegionCode = PortalWorld.NeighbourCounty })).ShouldBe([labTest]);
        (await IdsAsync(new AccessQuery { Text = " JR202600002 " })).ShouldBe([labTest]);
        (await IdsAsync(new AccessQuery { Text = elsewhere.Name })).ShouldBe([labTest]);
        (await IdsAsync(new AccessQuery { Text = "%" })).ShouldBeEmpty();
        (await IdsAsync(new AccessQuery { Text = "_" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_Row_SaysStepAndDeadline()
    {
        await Walk.SubmittedAsync();

        var row = (await World.Get<AccessCases>().ListAsync(World.CityOfficer, new AccessQuery())).Rows.ShouldHaveSingleItem();

        (row.StepNode, row.DueAt, row.SupplierName, row.Track!.Track).ShouldBe(
            ("supervisorReview", EndOf(2026, 11, 27), World.Supplier.OrganizationName, AccessTrack.LabTest));
    }

    [Fact]
    public async Task List_OverdueAndDueFirst_FollowTheDeadlines()
    {
        var later = await Walk.SubmittedAsync();
        await Walk.UntilAsync(later, "debugging");
        var first = await Walk.SubmittedAsync(await World.SiteAsync());
        var none = await Walk.SubmittedAsync(await World.SiteAsync());
        await Walk.UntilAsync(none, "delivery");

        (await IdsAsync(new AccessQuery { Sort = AccessSort.DueFirst })).ShouldBe([first, later, none]);
        (await IdsAsync(new AccessQuery { OverdueOnly = true })).ShouldBeEmpty();

        World.Clock.MoveTo(EndOf(2026, 11, 27));
        (await IdsAsync(new AccessQuery { OverdueOnly = true })).ShouldBe([first]);
    }

    [Fact]
    public async Task List_Pages_AddUp()
    {
        for (var i = 0; i < 5; i++) await Walk.DraftAsync(await World.SiteAsync(), letter: false);

        var pages = new List<long>();
        for (var skip = 0; skip < 6; skip += 2)
        {
            var (rows, total) = await World.Get<AccessCases>().ListAsync(World.SiteClerk, new AccessQuery { Skip = skip, Take = 2, Sort = AccessSort.SiteName });
            total.ShouldBe(5);
            pages.AddRange(rows.Select(r => r.Id));
        }

        pages.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Letters_OfTheInstaller_ShowWhatIsSigned()
    {
        var unsigned = await Walk.DraftAsync(letter: false);
        var signed = await Walk.DraftAsync(await World.SiteAsync());
        await Walk.SubmittedAsync(await World.SiteAsync());

        var letters = await World.Get<AccessCases>().LettersAsync(World.Supplier);

        letters.Select(l => (l.ApplicationId, l.Letter?.SignedByName)).ShouldBe([(signed, World.Supplier.Name), (unsigned, null)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("correct")]
    [InlineData("difficulty")]
    public async Task Read_ClockStopped_IsShownToEveryReader(string why)
    {
        var id = await Walk.SubmittedAsync();
        if (why == "correct") await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Again.");
        else await Walk.ReportAsync(await Walk.UntilAsync(id, "debugging"), DebugReport.Difficulty, "Firmware.");

        foreach (var reader in new[] { World.ProjectManager, World.Operator, World.CountyOfficer, World.Supplier })
        {
            var progress = (await Walk.ReadAsync(id, reader)).Progress;
            progress.StoppedClocks.ShouldHaveSingleItem().Stopped.ShouldBeTrue();
            progress.Steps.ShouldHaveSingleItem().Mine.ShouldBe(reader.Role == (why == "correct" ? Role.ProjectManager : Role.OperatorEngineer));
        }
    }

    private async Task<IReadOnlyList<long>> IdsAsync(AccessQuery query) =>
        [.. (await World.Get<AccessCases>().ListAsync(World.ProjectManager, query)).Rows.Select(r => r.Id)];
}
