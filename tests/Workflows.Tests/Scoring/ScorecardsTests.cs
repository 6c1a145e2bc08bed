using Domain.Devices;
using Domain.Scoring;
using Testing.Scoring;
using Workflows.Scoring;
using static Testing.Refusals;

namespace Workflows.Tests.Scoring;

/// <summary>Who reads which cards, and what is in them.</summary>
public sealed class ScorecardsTests : ScoringTest
{
    [Fact]
    public async Task Ranking_OfAMonth_IsByScoreWithEqualRanks()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1), World.NeighbourSupplier);
        var third = await World.PersonAsync(Domain.Organizations.OrganizationKind.Supplier, Domain.Organizations.Role.SupplierStaff);
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1), third);
        await CloseAsync();

        var ranking = (await Scorecards.RankingAsync(World.CityOfficer))!;

        ranking.Rows.Select(r => (r.Rank, r.Score, r.SupplierId == World.Supplier.OrganizationId)).ShouldBe([(1, 90, false), (1, 90, false), (3, 80, true)]);
        (ranking.Month, ranking.ClosedAt).ShouldBe((November, World.Clock.GetUtcNow()));
        ranking.Rows[2].Points.ShouldBe([20, 0, 0, 0]);
    }

    [Fact]
    public async Task Ranking_ForNeighbours_HoldsOnlyTheirOwn()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await Raw.StoreAsync(ScoringWorld.Online(November, 10), World.NeighbourSupplier);
        await CloseAsync();
        var card = await CardAsync();

        (await Scorecards.RankingAsync(World.NeighbourCityOfficer)).ShouldBeNull();
        (await Scorecards.RankingAsync(World.NeighbourCityOfficer, November))!.Rows.ShouldBeEmpty();
        (await Scorecards.RankingAsync(World.Supplier))!.Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(card.Id), r => r.Rank.ShouldBe(0));
        (await Scorecards.RankingAsync(World.CountyOfficer))!.Rows.ShouldSatisfyAllConditions(r => r.Count.ShouldBe(2), r => r.ShouldAllBe(row => !row.CanOpen));
        foreach (var stranger in new[] { World.Operator, World.ProjectManager, World.Owner, World.Supervisor, World.Administrator })
            await RefusedAsync("actor.not-allowed", () => Scorecards.RankingAsync(stranger));
    }

    [Fact]
    public async Task Read_ByStrangers_IsRefused()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 2));
        await CloseAsync();
        var card = await CardAsync();

        foreach (var stranger in new[] { World.NeighbourSupplier, World.NeighbourCityOfficer })
        {
            await RefusedAsync("scoring.unknown", () => Scorecards.ReadAsync(stranger, card.Id));
            await RefusedAsync("scoring.unknown", () => Scorecards.TrendAsync(stranger, card.Id));
            (await Scorecards.OfMonthAsync(stranger, November)).ShouldBeEmpty();
        }

        foreach (var stranger in new[] { World.CountyOfficer, World.Operator, World.ProjectManager, World.Administrator })
        {
            await RefusedAsync("actor.not-allowed", () => Scorecards.ReadAsync(stranger, card.Id));
            await RefusedAsync("actor.not-allowed", () => Scorecards.OfMonthAsync(stranger, November));
        }

        await RefusedAsync("scoring.unknown", () => Scorecards.CompareAsync(World.NeighbourCityOfficer, card.Id));
        await RefusedAsync("actor.not-allowed", () => Scorecards.CompareAsync(World.Supplier, card.Id));
        await World.EndMembershipAsync(World.Supplier);
        await RefusedAsync("actor.not-allowed", () => Scorecards.ReadAsync(World.Supplier, card.Id));
    }

    [Fact]
    public async Task Read_ACard_NamesTheEvidenceOfEveryDeduction()
    {
        var notice = November.From.AddDays(3);
        var raw = WithOutage(November, 10, notice, notice.AddDays(9));
        raw = raw with
        {
            Devices =
            [
                ScoringWorld.Online(November, 1, 1, 1).Devices[0] with { Reports = [new(November.From.AddDays(2), StreamKind.Main, new(1280, 720)), new(November.From.AddDays(2), StreamKind.Sub, new(704, 576))] },
                .. raw.Devices.Skip(1),
            ],
        };
        var (devices, outages) = await Raw.StoreAsync(raw);
        await CloseAsync();

        var view = await Scorecards.ReadAsync(World.Supplier, (await CardAsync()).Id);

        view.Card.Score.ShouldBe(50);
        view.Checks.Select(c => (c.At, c.InService, c.Points, c.Offline.Count)).ShouldBe(
            November.Mondays.Select((m, i) => (m, 10, i < 2 ? 10 : 0, i < 2 ? 1 : 0)));
        view.Checks[0].Offline[0].ShouldSatisfyAllConditions(
            d => d.Device.Id.ShouldBe(devices[1]), d => d.Device.SiteName.ShouldBe(World.Site.Name), d => d.Since.ShouldBe(November.Mondays[0].AddHours(-2)));
        view.Outages.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            o => o.OutageId.ShouldBe(outages[1]), o => o.Days.ShouldBe(9), o => o.Points.ShouldBe(20), o => o.From.ShouldBe(notice), o => o.StillOpen.ShouldBeFalse());
        view.Streams.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => (s.Stream, s.Width, s.Height, s.Points).ShouldBe((StreamKind.Main, 1280, 720, 10)));
        (view.Measured, view.CanCompare, view.Deductions.Sum(d => d.Points)).ShouldBe(((1, 1), false, 50));
    }

    [Fact]
    public async Task Read_AfterAnotherWeek_SaysWhatChangedAndWhy()
    {
        var (_, outages) = await Raw.StoreAsync(WithOutage(November, 10, November.From.AddDays(3), null));
        foreach (var monday in November.Mondays.Skip(1).Take(2))
        {
            World.Clock.MoveTo(monday + ScoreRuns.Settling);
            await RunAsync();
        }

        var view = await Scorecards.ReadAsync(World.CityOfficer, (await CardAsync()).Id);

        // On the 9th it had lasted five days, on the 16th twelve.
        view.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Points.ShouldBe(-10), c => c.Evidence.OutageId.ShouldBe(outages[1]), c => (c.Before!.Measured, c.After!.Measured).ShouldBe((5, 12)));
        (view.Card.Change, view.ChangedSince).ShouldBe((-10, November.Mondays[1]));
        view.Runs.Select(r => r.Score).ShouldBe([90, 80]);
        (await Scorecards.RankingAsync(World.CityOfficer))!.Rows.Single().Change.ShouldBe(-10);
    }

    [Fact]
    public async Task Compare_AfterLateData_ShowsTheDifferenceAndKeepsTheFrozenCard()
    {
        var notice = November.From.AddDays(3);
        var (_, outages) = await Raw.StoreAsync(WithOutage(November, 10, notice, null));
        await CloseAsync();
        var bytes = await BytesAsync();
        var card = await CardAsync();
        var before = await Scorecards.CompareAsync(World.CityOfficer, card.Id);

        await RecoverAsync(outages[1], notice.AddDays(5));
        await RunAsync();
        var after = await Scorecards.CompareAsync(World.CityOfficer, card.Id);

        (before.Score, before.Recomputed, before.Intact, before.Same, before.Differences.Count).ShouldBe((60, 60, true, true, 0));
        (after.Score, after.Recomputed, after.Intact, after.Same).ShouldBe((60, 90, true, false));
        after.Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Points.ShouldBe(30), d => d.Evidence.OutageId.ShouldBe(outages[1]));
        (await BytesAsync()).ShouldBe(bytes);
    }

    [Fact]
    public async Task Compare_WithARecoveryAfterTheClose_IsTheSame()
    {
        var (_, outages) = await Raw.StoreAsync(WithOutage(November, 10, November.From.AddDays(3), null));
        await CloseAsync();
        await RecoverAsync(outages[1], November.ClosesAt.AddHours(1));

        var comparison = await Scorecards.CompareAsync(World.CityOfficer, (await CardAsync()).Id);

        (comparison.Same, comparison.RecomputedDigest).ShouldBe((true, comparison.Digest));
    }

    [Fact]
    public async Task Trend_OfASupplier_IsItsLastTwelveMonths()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 10, 1));
        World.Clock.MoveTo(November.Add(13).ClosesAt + ScoreRuns.Settling);
        await RunAsync();
        var last = await CardAsync(November.Add(13));

        var trend = await Scorecards.TrendAsync(World.Supplier, last.Id);

        trend.Select(p => p.Month).ShouldBe(Enumerable.Range(2, 12).Select(November.Add));
        trend.ShouldAllBe(p => p.Score == 100 && p.State == ScorecardState.Closed);
    }
}
