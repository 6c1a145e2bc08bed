using Domain.Regions;
using Domain.Values;

namespace Domain.Tests.Regions;

public sealed class RegionTests
{
    [Theory]
    [InlineData("440803", "440800", true)]
    [InlineData("429004", "420000", true)]
    [InlineData("440803", "440100", false)]
    [InlineData("440803", "440803", false)]
    public void New_Parent_MustHoldTheRegion(string code, string parent, bool accepted)
    {
        Action act = () => _ = new Region(RegionCode.Parse(code), "某地", RegionCode.Parse(parent));

        if (accepted)
            act();
        else
            Should.Throw<DomainException>(act).Code.ShouldBe("regions.parent-does-not-contain");
    }

    [Theory]
    [InlineData("")]
    [InlineData("pd")]
    [InlineData("P1")]
    [InlineData("PUDON")]
    public void UseLetters_NotOneToFourCapitals_IsRefusedAndTheOldStay(string letters)
    {
        var region = new Region(RegionCode.Parse("310115"), "浦东新区", RegionCode.Parse("310000"), "PD");

        Should.Throw<DomainException>(() => region.UseLetters(letters)).Code.ShouldBe("regions.letters-malformed");

        region.Letters.ShouldBe("PD");
    }
}
