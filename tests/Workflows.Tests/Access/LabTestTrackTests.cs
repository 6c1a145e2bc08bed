using Domain.Access;
using Testing;
using Workflows.Access;
using static Testing.Refusals;

namespace Workflows.Tests.Access;

/// <summary>Around the National Day holiday of 2026: 10-01 to 10-07 are off, Saturday 10-10 is worked.</summary>
public class LabTestTrackTests : AccessTest
{
    protected override DateTimeOffset? Start => TestClock.ShanghaiTime(2026, 9, 28, 9);

    [Fact]
    public async Task Review_OverTheHoliday_CountsWorkedDaysOnly()
    {
        var id = await Walk.SubmittedAsync();

        // 09-29, 09-30, 10-08.
        (await Walk.UntilAsync(id, "countyReview")).DueAt.ShouldBe(EndOf(2026, 10, 8));
    }

    [Theory]
    [InlineData(10, 13)] // In working hours: 09-29 does not count; 10-10, 10-12, 10-13 do.
    [InlineData(18, 12)] // Work had ended: 09-29 counts; 10-10 and 10-12 follow.
    public async Task Correction_OverTheHoliday_StopsTheClockOfTheReview(int hourOfReturn, int lastDay)
    {
        var id = await Walk.SubmittedAsync();
        var review = await Walk.UntilAsync(id, "countyReview");
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 9, 29, hourOfReturn));
        await Walk.OpineAsync(review, World.CountyOfficer, OpinionResult.Correct, "The plan is unreadable.");

        var correction = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (correction.NodeId, correction.DueAt).ShouldBe(("correction", EndOf(2026, 10, 19)));
        (await Walk.ReadAsync(id)).Progress.StoppedClocks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            clock => clock.Stopped.ShouldBeTrue(),
            clock => clock.Allowance.ShouldBe(3),
            clock => clock.DueAt.ShouldBeNull());

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 10, 9, 10));
        await Walk.SubmitAsync(id);

        var again = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (again.NodeId, again.DueAt).ShouldBe(("countyReview", EndOf(2026, 10, lastDay)));
        (await Walk.ReadAsync(id)).Progress.StoppedClocks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Correction_Resubmitted_KeepsNumberAndGoesBackToTheCounty()
    {
        var id = await InCorrectionAsync();
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Wu" });

        await Walk.SubmitAsync(id);

        var read = await Walk.ReadAsync(id);
        (read.Number, read.Status, read.FormRevision).ShouldBe(("JR202600001", AccessStatus.UnderReview, 2));
        (await Walk.UntilAsync(id, "countyReview")).Id.ShouldBe((await Walk.OpenAsync(id)).Single().Id);
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Correction_WhileItIsWritten_ReviewersReadWhatWasSubmitted()
    {
        var id = await InCorrectionAsync();
        await Walk.SaveFormAsync(id, (await Walk.ReadAsync(id)).Form with { LiaisonName = "Half a na" });

        (await Walk.ReadAsync(id, World.CountyOfficer)).Form.LiaisonName.ShouldBe("Mo");
        (await Walk.ReadAsync(id, World.Supplier)).Form.LiaisonName.ShouldBe("Half a na");
    }

    [Fact]
    public async Task Correction_TwoRounds_AddUpTheStops()
    {
        var id = await Walk.SubmittedAsync();
        foreach (var (back, again) in new[] { ((9, 29), (9, 30)), ((10, 8), (10, 9)) })
        {
            World.Clock.MoveTo(TestClock.ShanghaiTime(2026, back.Item1, back.Item2, 10));
            await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "Again.");
            World.Clock.MoveTo(TestClock.ShanghaiTime(2026, again.Item1, again.Item2, 10));
            await Walk.SubmitAsync(id);
        }

        // The first review began on 09-29, when the reviewers before it acted: 09-30 and 10-08 were stopped days, 10-09 the day of resuming.
        (await Walk.UntilAsync(id, "countyReview")).DueAt.ShouldBe(EndOf(2026, 10, 13));
    }

    [Fact]
    public async Task Debugging_TechnicalDifficulty_StopsTheTenDays()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");
        // 09-29, 09-30, 10-08 to 10-10, 10-12 to 10-16.
        debugging.DueAt.ShouldBe(EndOf(2026, 10, 16));

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 9, 30, 14));
        await Walk.ReportAsync(debugging, DebugReport.Difficulty, "The firmware does not speak GB/T 28181.");
        var open = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (open.NodeId, open.DueAt).ShouldBe(("technicalDifficulty", null));
        var stopped = (await Walk.ReadAsync(id)).Progress.StoppedClocks.ShouldHaveSingleItem();
        (stopped.Elapsed, stopped.Allowance).ShouldBe((1, 10));

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 10, 9, 10));
        await Walk.StepAsync(id, open);

        // One day was used (09-29); nine more: 10-10, 10-12 to 10-16, 10-19 to 10-21.
        (await Walk.UntilAsync(id, "debugging")).DueAt.ShouldBe(EndOf(2026, 10, 21));
    }

    [Fact]
    public async Task Debugging_DifficultyWithoutReason_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");

        await RefusedAsync("access.difficulty-reason-required", () => Walk.ReportAsync(debugging, DebugReport.Difficulty, " "));
    }

    [Fact]
    public async Task Debugging_Failed_StartsAnewFromTheNextCompleteDelivery()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 10, 15, 10));
        await Walk.ReportAsync(debugging, DebugReport.Failed, "No picture at night.");
        var delivery = (await Walk.OpenAsync(id)).ShouldHaveSingleItem();
        (delivery.NodeId, delivery.DueAt).ShouldBe(("delivery", null));

        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 10, 19, 10));
        await Walk.DeliverAsync(id, delivery);

        (await Walk.UntilAsync(id, "debugging")).DueAt.ShouldBe(EndOf(2026, 11, 2));
        var rounds = (await Walk.ReadAsync(id)).Rounds;
        rounds.Select(r => (r.Ordinal, r.Passed, r.ResultNote)).ShouldBe([(1, (bool?)false, "No picture at night."), (2, null, null)]);
        await Walk.FinishAsync(id);
        (await Walk.ReadAsync(id)).Status.ShouldBe(AccessStatus.Connected);
    }

    [Fact]
    public async Task Debugging_FailedWithoutReason_IsRefused()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");

        await RefusedAsync("access.failure-reason-required", () => Walk.ReportAsync(debugging, DebugReport.Failed));
    }

    [Fact]
    public async Task Debugging_ReportOutsideTheForm_ChangesNothing()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");

        await RefusedAsync("opinion.result-not-allowed", () => Walk.ReportAsync(debugging, (DebugReport)9, "x"));

        (await Walk.OpenAsync(id)).ShouldHaveSingleItem().Id.ShouldBe(debugging.Id);
    }

    [Fact]
    public async Task Comment_LongerThanTheHistoryKeeps_IsRefusedInWords()
    {
        var id = await Walk.SubmittedAsync();
        var debugging = await Walk.UntilAsync(id, "debugging");

        await RefusedAsync("field.too-long", () => Walk.ReportAsync(debugging, DebugReport.Difficulty, new string('x', 1001)));
        await Walk.ReportAsync(debugging, DebugReport.Difficulty, new string('x', 1000) + "  ");
    }

    private async Task<long> InCorrectionAsync()
    {
        var id = await Walk.SubmittedAsync();
        await Walk.OpineAsync(await Walk.UntilAsync(id, "countyReview"), World.CountyOfficer, OpinionResult.Correct, "The plan is unreadable.");
        return id;
    }
}
