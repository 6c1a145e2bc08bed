using Testing.Database;
using Workflows.Regions;

namespace Workflows.Tests.Regions;

public sealed class RegionListTests
{
    [Fact]
    public async Task ImportPackagedAsync_OnTwoNodesAndAgain_OffersTheCountiesOfEachCity()
    {
        await using var database = await TestDatabase.CreateAsync();
        var regions = new RegionList(database.Contexts);

        await Task.WhenAll(regions.ImportPackagedAsync(), new RegionList(database.Contexts).ImportPackagedAsync());
        await regions.ImportPackagedAsync();

        (await regions.BelowAsync("440800")).Select(region => region.Name)
            .ShouldBe(["赤坎区", "霞山区", "坡头区", "麻章区", "遂溪县", "徐闻县", "廉江市", "雷州市", "吴川市"]);
        (await regions.BelowAsync("310000")).ShouldContain(new RegionView("310115", "浦东新区", "PD"));
        (await regions.BelowAsync(null)).Count.ShouldBe(31);
    }
}
