using Domain.Scoring;
using Testing;
using Testing.Scoring;
using Workflows.Scoring;

namespace Workflows.Tests.Scoring;

/// <summary>What the statements find in the database is what the raw data say.</summary>
public sealed class FactsReaderTests : ScoringTest
{
    [Fact]
    public async Task Read_RandomMonths_FindsTheFactsOfEach()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var supplier = await World.PersonAsync(Domain.Organizations.OrganizationKind.Supplier, Domain.Organizations.Role.SupplierStaff);
            var raw = RandomMonths.Of(seed);
            var (devices, outages) = await Raw.StoreAsync(raw, supplier);

            await using var db = World.Open();
            var found = await new FactsReader(db, PortalWorld.City, raw.Month, raw.AsOf).ReadAsync(supplier.OrganizationId);

            var expected = Stored(raw.Facts(), devices, outages);
            var facts = found.GetValueOrDefault(supplier.OrganizationId) ?? expected with { Checks = [], Outages = [], Streams = [] };
            Text(facts).ShouldBe(Text(expected), customMessage: $"seed {seed}");
            ScoreComputation.Of(facts, ScoreRules.Annex7).Score.ShouldBe(NaiveScore.Of(raw), customMessage: $"seed {seed}");
        }
    }

    [Fact]
    public async Task Read_OfACity_KeepsSuppliersAndCitiesApart()
    {
        await Raw.StoreAsync(ScoringWorld.Online(November, 3, 1));
        await Raw.StoreAsync(ScoringWorld.Online(November, 4), World.NeighbourSupplier, await World.SiteAsync(PortalWorld.NeighbourCounty));
        await Raw.StoreAsync(ScoringWorld.Online(November, 5, 5), World.Supplier, await World.SiteAsync("310101"));

        await using var db = World.Open();
        var city = await new FactsReader(db, PortalWorld.City, November, November.ClosesAt).ReadAsync();
        var other = await new FactsReader(db, PortalWorld.OtherCity, November, November.ClosesAt).ReadAsync();
        var none = await new FactsReader(db, null, November, November.ClosesAt).ReadAsync();

        city.ToDictionary(f => f.Key, f => f.Value.Checks.Select(c => (c.Offline.Count, c.InService))).ShouldSatisfyAllConditions(
            found => found[World.Supplier.OrganizationId].ShouldBe([(1, 3), (0, 3), (0, 3), (0, 3), (0, 3)]),
            found => found[World.NeighbourSupplier.OrganizationId].ShouldBe(Enumerable.Repeat((0, 4), 5)),
            found => found.Count.ShouldBe(2));
        other.Single().Value.Checks[0].ShouldSatisfyAllConditions(c => c.InService.ShouldBe(5), c => c.Offline.Count.ShouldBe(5));
        none.ShouldBeEmpty();
    }

    /// <summary>The facts with the ids that the database gave, in its order.</summary>
    private static ScoreFacts Stored(ScoreFacts facts, IReadOnlyDictionary<long, long> devices, IReadOnlyDictionary<long, long> outages) => facts with
    {
        Checks = [.. facts.Checks.Select(c => c with { Offline = [.. c.Offline.Select(d => d with { DeviceId = devices[d.DeviceId] }).OrderBy(d => d.DeviceId)] })],
        Outages = [.. facts.Outages.Select(o => o with { OutageId = outages[o.OutageId], DeviceId = devices[o.DeviceId] }).OrderBy(o => o.NoticeSentAt).ThenBy(o => o.OutageId)],
        Streams = [.. facts.Streams.Select(s => s with { DeviceId = devices[s.DeviceId] }).OrderBy(s => s.DeviceId)],
    };

    private static string Text(ScoreFacts facts) => System.Text.Encoding.UTF8.GetString(ScoreDigest.Bytes(ScoreRules.Annex7, facts, new ScoreResult(0, [])));
}
