using Domain.Organizations;
using Testing;
using Testing.Database;
using Workflows.Regions;
using Workflows.Tests.Organizations;

namespace Workflows.Tests.Regions;

public sealed class RegionDirectoryTests
{
    [Fact]
    public async Task Read_NamesCountiesWithTheirCity_AndLeavesUnknownCodesAsTheyAre()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddRegionsAsync();

        var names = await new RegionDirectory(database.Contexts, new TestClock()).ReadAsync();

        (names.Of(People.Xiashan), names.Full(People.Xiashan), names.Full(People.Zhanjiang)).ShouldBe(("霞山区", "湛江市霞山区", "湛江市"));
        (names.Of("440899"), names.Of(null)).ShouldBe(("440899", ""));
        names.Below(People.Zhanjiang).Select(r => r.Name).ShouldBe(["赤坎区", "霞山区"]);
    }

    [Fact]
    public async Task Read_BeforeTheImport_IsNotKept()
    {
        await using var database = await TestDatabase.CreateAsync();
        var names = new RegionDirectory(database.Contexts, new TestClock());
        await names.ReadAsync();
        await database.AddRegionsAsync();

        (await names.ReadAsync()).Of(People.Xiashan).ShouldBe("霞山区");
    }

    [Fact]
    public async Task Regulated_LeavesOutRegionsWithoutAnEnabledRegulator()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddRegionsAsync();
        await database.AddOrganizationAsync(OrganizationKind.CountyRegulator, region: People.Xiashan);

        var regulated = await new RegionDirectory(database.Contexts, new TestClock()).RegulatedAsync();

        regulated.ShouldHaveSingleItem().Code.ShouldBe(People.Xiashan);
    }
}
