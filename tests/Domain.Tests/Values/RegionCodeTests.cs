using Domain.Values;
using Testing.SharedData;

namespace Domain.Tests.Values;

public sealed class RegionCodeTests
{
    [SharedFact]
    public void Parse_EveryDivisionOfTheSharedList_HasItsLevelAndParent()
    {
        foreach (var row in SharedFolder.Csv("regions", "division_codes.csv"))
        {
            var code = RegionCode.Parse(row["code"]);

            code.Level.ShouldBe(row["level"] switch
            {
                "province" => RegionLevel.Province,
                "city" => RegionLevel.Prefecture,
                _ => RegionLevel.County,
            });
            (code.Parent?.Value ?? "").ShouldBe(row["parent_code"]);
        }
    }

    [Theory]
    [InlineData("440000", RegionLevel.Province, null)]
    [InlineData("440800", RegionLevel.Prefecture, "440000")]
    [InlineData("440803", RegionLevel.County, "440800")]
    [InlineData("310115", RegionLevel.County, "310000")]
    [InlineData("310000", RegionLevel.Province, null)]
    public void Parent_OfEachLevel_IsTheDivisionAbove(string value, RegionLevel level, string? parent)
    {
        var code = RegionCode.Parse(value);

        code.Level.ShouldBe(level);
        code.Parent?.Value.ShouldBe(parent);
        (code.Parent is null).ShouldBe(parent is null);
    }

    [Theory]
    [InlineData("440800", "440803", true)]
    [InlineData("440000", "440803", true)]
    [InlineData("440803", "440803", true)]
    [InlineData("440803", "440800", false)]
    [InlineData("440803", "440804", false)]
    [InlineData("440800", "440100", false)]
    [InlineData("310000", "440803", false)]
    public void Contains_Division_IsTrueForItselfAndBelow(string outer, string inner, bool expected) =>
        RegionCode.Parse(outer).Contains(RegionCode.Parse(inner)).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("44080")]
    [InlineData("4408033")]
    [InlineData("44080A")]
    [InlineData("160000")]
    [InlineData("000000")]
    [InlineData("440003")]
    [InlineData("４40803")]
    public void Parse_NoRegion_IsRefused(string? value) =>
        Should.Throw<DomainException>(() => RegionCode.Parse(value)).Code.ShouldBe("values.region-code-malformed");
}
