using Domain.Appeals;
using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Consequences;
using Testing.Scoring;
using Workflows.Scoring;
using Workflows.Tests.Access;

namespace Workflows.Tests.Appeals;

/// <summary>An outage of September that goes on through October, appealed against in time and decided after October was closed.</summary>
public sealed class AppealAcrossMonthsTests : AccessTest
{
    private static readonly ScoreMonth September = new(2026, 9);

    protected override DateTimeOffset? Start => TestClock.ShanghaiTime(2026, 10, 3, 9);

    [Fact]
    public async Task Accepted_AnOutageThatALaterClosedMonthHoldsToo_CorrectsBothCards()
    {
        var raw = ScoringWorld.Online(September, 1);
        await new ScoringWorld(World).StoreAsync(raw with { Outages = [new RawOutage(1, 1, September.From.AddDays(19), RecoveredAt: null, Refuted: false)] });
        await RunAsync();
        var appeals = new AppealWalk(World);
        var id = await appeals.FiledAsync(await CardAsync(September));
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 11, 3, 9));
        await RunAsync();
        ((await CardAsync(September)).Score, (await CardAsync(September.Next)).Score).ShouldBe((80, 80));
        await appeals.AgreeAsync(id);

        await appeals.DecideAsync(id, new AppealVerdict { Accepted = true, Remedy = AppealRemedy.OutageStruck });

        var (september, october) = (await CardAsync(September), await CardAsync(September.Next));
        (september.Score, september.ScoreAtClose, october.Score, october.ScoreAtClose).ShouldBe((100, 80, 100, 80));
        (await MessagesAsync("scoring.corrected")).Select(m => m.Link).Distinct().ShouldBe([$"/scorecards/{october.Id}"]);
        (await World.Get<Scorecards>().CompareAsync(World.CityOfficer, october.Id)).Same.ShouldBeTrue();
    }

    private Task<int> RunAsync() => World.Get<ScoreRuns>().RunAsync();

    private async Task<Scorecard> CardAsync(ScoreMonth month)
    {
        await using var db = World.Open();
        return await db.Set<Scorecard>().Include(c => c.Deductions).SingleAsync(c => c.Month == month.Number);
    }
}
