using Domain.Regions;
using Domain.Values;
using Infrastructure.Regions;
using Testing.SharedData;

namespace Infrastructure.Tests.Regions;

public sealed class PackagedRegionsTests
{
    private static readonly IReadOnlyList<Region> Regions = PackagedRegions.Load();

    [SharedFact]
    public void Load_Package_HoldsEveryDivisionOfTheSharedList()
    {
        var byCode = Regions.ToDictionary(region => region.Code);
        foreach (var row in SharedFolder.Csv("regions", "division_codes.csv"))
        {
            var region = byCode[row["code"]];

            (region.Name, region.ParentCode ?? "").ShouldBe((row["name"], row["parent_code"]));
        }
    }

    [Theory]
    [InlineData("440800", 9)]
    [InlineData("310000", 16)]
    public void Load_EachCityServed_HasItsCountiesWithLettersOfTheirOwn(string city, int count)
    {
        var counties = Regions.Where(region => region.ParentCode == city).ToList();

        counties.Count.ShouldBe(count);
        counties.ShouldAllBe(county => county.Level == RegionLevel.County && county.Letters != null);
        counties.Select(county => county.Letters).ShouldBeUnique();
    }

    [Fact]
    public void Load_WholeCountry_IsATreeWithoutStandIns()
    {
        var seen = new HashSet<string>();
        foreach (var region in Regions)
        {
            seen.Add(region.Code).ShouldBeTrue(region.Code);
            (region.ParentCode is null ? region.Level == RegionLevel.Province : seen.Contains(region.ParentCode)).ShouldBeTrue(region.Name);
        }

        Regions.Count.ShouldBeGreaterThan(3_000);
        Regions.ShouldNotContain(region => region.Name == "市辖区" || region.Name == "县" || region.Name.Contains("直辖县级"));
        Regions.Max(region => region.Name.Length).ShouldBeLessThanOrEqualTo(Region.NameMaxLength);
    }
}
