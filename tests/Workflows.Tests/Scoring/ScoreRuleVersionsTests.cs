using Domain.Scoring;
using Workflows.Scoring;
using static Testing.Refusals;

namespace Workflows.Tests.Scoring;

public sealed class ScoreRuleVersionsTests : ScoringTest
{
    private ScoreRuleVersions Versions => World.Get<ScoreRuleVersions>();

    [Fact]
    public async Task Add_ForAMonthThatHasNotBegun_HoldsFromThenOn()
    {
        await AddAsync(November.Next);

        (await Versions.ListAsync(World.CityOfficer)).Select(v => (v.First, v.Present, v.CanWithdraw)).ShouldBe([(November.Next, false, true), (null, true, false)]);
        World.Clock.MoveTo(November.Until);
        (await Versions.ListAsync(World.CityOfficer)).Select(v => (v.First, v.Present, v.CanWithdraw)).ShouldBe([(November.Next, true, false), (null, false, false)]);
    }

    [Fact]
    public async Task Add_ForAMonthThatHasBegunOrIsTaken_IsRefused()
    {
        await AddAsync(November.Next);

        await RefusedAsync("scoring.rules-month-begun", () => AddAsync(November));
        await RefusedAsync("scoring.rules-month-taken", () => AddAsync(November.Next));
    }

    [Fact]
    public async Task Withdraw_BeforeTheMonthAndAfter_IsDoneAndRefused()
    {
        var (one, other) = (await AddAsync(November.Next), await AddAsync(November.Next.Next));
        await Versions.WithdrawAsync(World.CityOfficer, other);
        World.Clock.MoveTo(November.Until);

        await RefusedAsync("scoring.rules-month-begun", () => Versions.WithdrawAsync(World.CityOfficer, one));

        (await Versions.ListAsync(World.CityOfficer)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Versions_OfANeighbour_AreNeitherSeenNorTouched()
    {
        var id = await AddAsync(November.Next);

        (await Versions.ListAsync(World.NeighbourCityOfficer)).ShouldHaveSingleItem().Id.ShouldBeNull();
        await RefusedAsync("scoring.rules-unknown", () => Versions.WithdrawAsync(World.NeighbourCityOfficer, id));
        foreach (var stranger in new[] { World.CountyOfficer, World.Supplier, World.Operator, World.Administrator })
        {
            await RefusedAsync("actor.not-allowed", () => Versions.ListAsync(stranger));
            await RefusedAsync("actor.not-allowed", () => Versions.WithdrawAsync(stranger, id));
        }
    }

    private Task<long> AddAsync(ScoreMonth first) => Versions.AddAsync(new AddScoreRules
    {
        Actor = World.CityOfficer,
        First = first,
        Rules = ScoreRules.Annex7 with { Threshold = 70 },
        Note = "Decided by the board",
    });
}
