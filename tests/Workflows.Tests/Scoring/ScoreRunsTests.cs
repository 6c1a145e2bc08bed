using Domain.Scoring;
using Microsoft.EntityFrameworkCore;
using Testing.Scoring;
using Workflows.Scoring;

namespace Workflows.Tests.Scoring;

public sealed class ScoreRunsTests : ScoringTest
{
    [Fact]
    public async Task Run_EveryWeek_ScoresThePresentMonth()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1, 0, 3));
        List<(int Score, DateTimeOffset AsOf)> weeks = [];

        foreach (var monday in November.Mondays)
        {
            World.Clock.MoveTo(monday + ScoreRuns.Settling);
            await RunAsync();
            var card = await CardAsync();
            weeks.Add((card.Score, card.AsOf));
        }

        weeks.ShouldBe(new[] { 90, 90, 50, 50, 50 }.Zip(November.Mondays));
        (await CardAsync()).State.ShouldBe(ScorecardState.Open);
    }

    [Fact]
    public async Task Run_BeforeTheSettlerHasCaughtUp_WaitsForIt()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1));
        World.Clock.MoveTo(November.Mondays[0] + ScoreRuns.Settling - TimeSpan.FromSeconds(1));

        await RunAsync();

        (await CardsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_Twice_LeavesTheSameBytes()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1, 2, 3));
        await Raw.StoreAsync(WithOutage(November, 3, November.From.AddDays(4), null), World.NeighbourSupplier);
        await CloseAsync();
        var bytes = await BytesAsync();

        await RunAsync();
        World.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        (await BytesAsync()).ShouldBe(bytes);
        await using var db = World.Open();
        (await db.Set<ScoreClose>().CountAsync(c => c.Month == November.Number && c.Suppliers == 2)).ShouldBe(1);
    }

    [Fact]
    public async Task Run_FromTheSameRawDataAgain_ComputesTheSameDigests()
    {
        await Raw.StoreAsync(RandomMonths.Of(7, November));
        await Raw.StoreAsync(RandomMonths.Of(8, November), World.NeighbourSupplier);
        await CloseAsync();
        var before = (await CardsAsync()).Select(c => (c.Score, c.Digest)).ToList();
        await using (var db = World.Open())
        {
            await db.Set<Domain.Notifications.OutboxMessage>().ExecuteDeleteAsync();
            await db.Set<ScoreDeduction>().ExecuteDeleteAsync();
            await db.Set<ScoreSnapshot>().ExecuteDeleteAsync();
            await db.Set<Scorecard>().ExecuteDeleteAsync();
            await db.Set<ScoreClose>().ExecuteDeleteAsync();
        }

        World.Clock.Advance(TimeSpan.FromHours(5));
        await RunAsync();

        before.Count.ShouldBe(2);
        (await CardsAsync()).Select(c => (c.Score, c.Digest)).ShouldBe(before);
    }

    [Fact]
    public async Task Run_OnTwoNodesAtOnce_ClosesOnce()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        World.Clock.MoveTo(November.Mondays[4] + ScoreRuns.Settling);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RunAsync)));
        (await CardAsync()).Score.ShouldBe(80);

        World.Clock.MoveTo(November.ClosesAt + ScoreRuns.Settling);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RunAsync)));

        var card = (await CardsAsync()).ShouldHaveSingleItem();
        (card.Score, card.State, card.AsOf).ShouldBe((80, ScorecardState.Closed, November.ClosesAt));
        await using var db = World.Open();
        (await db.Set<ScoreClose>().CountAsync(c => c.Month == November.Number && c.CityId == World.CityOfficer.OrganizationId)).ShouldBe(1);
        (await db.Set<ScoreSnapshot>().CountAsync(s => s.ScorecardId == card.Id)).ShouldBe(2);
        (await db.Set<Domain.Notifications.OutboxMessage>().CountAsync(m => m.Link == $"/scorecards/{card.Id}")).ShouldBe(2);
    }

    [Fact]
    public async Task Run_AfterTwoMonthsOfSilence_ClosesThemInOrder()
    {
        await Raw.StoreAsync(WithOutage(November, 20, November.Until.AddDays(-3), null));
        World.Clock.MoveTo(November.Next.ClosesAt + ScoreRuns.Settling);

        await RunAsync();

        // Open since the 28th: 5 days at the first close, more than 14 at the second, which charges the difference.
        (await CardAsync()).ShouldSatisfyAllConditions(c => c.Score.ShouldBe(90), c => c.State.ShouldBe(ScorecardState.Closed));
        (await CardAsync(November.Next)).ShouldSatisfyAllConditions(c => c.Score.ShouldBe(70), c => c.State.ShouldBe(ScorecardState.Closed));
        (await CardsAsync(November.Next.Next)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_OnTheFirstDaysOfAMonth_ComputesTheOneBeforeAgain()
    {
        // 2027-02-01 is a Monday.
        var january = new ScoreMonth(2027, 1);
        await Raw.StoreAsync(WithOutage(january, 20, january.Until.AddDays(-5), null));
        World.Clock.MoveTo(january.Until + ScoreRuns.Settling);

        await RunAsync();

        (await CardAsync(january)).ShouldSatisfyAllConditions(c => c.AsOf.ShouldBe(january.Until), c => c.Score.ShouldBe(90), c => c.State.ShouldBe(ScorecardState.Open));
        (await CardAsync(january.Next)).ShouldSatisfyAllConditions(c => c.AsOf.ShouldBe(january.Until), c => c.Score.ShouldBe(100), c => c.Facts.Checks.Count.ShouldBe(1));
    }

    [Fact]
    public async Task Run_WithRulesOfALaterMonth_KeepsTheOldOnesForTheMonthsBefore()
    {
        await World.Database.AddAsync(new ScoreRuleSet(
            November.Next, ScoreRules.Annex7 with { OfflineTiers = [new(1, 77)] }, "Stricter", World.CityOfficer, World.Clock.GetUtcNow()));
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1, 1));
        var december = ScoringWorld.Online(November.Next, 10, 1);
        await Raw.StoreAsync(december, World.NeighbourSupplier);
        World.Clock.MoveTo(November.Next.ClosesAt + ScoreRuns.Settling);

        await RunAsync();

        (await CardAsync()).ShouldSatisfyAllConditions(c => c.Score.ShouldBe(80), c => c.RuleSetId.ShouldBeNull());
        var later = (await CardsAsync(November.Next)).Single(c => c.SupplierId == World.NeighbourSupplier.OrganizationId);
        later.ShouldSatisfyAllConditions(c => c.Score.ShouldBe(23), c => c.RuleSetId.ShouldNotBeNull(), c => c.Rules.OfflineTiers.Single().Points.ShouldBe(77));
    }
}
