using Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using Testing.SharedData;

namespace Domain.Tests.Values;

public sealed class Gb28181CodeTests
{
    [SharedFact]
    public void TryParse_SharedVectors_AreAsExpected()
    {
        foreach (var row in SharedFolder.Csv("validation", "gb28181_codes.csv"))
        {
            var accepted = Gb28181Code.TryParse(row["code"], out var code);

            accepted.ShouldBe(row["expected"] != "invalid", row["what"]);
            if (code is null)
                continue;
            code.IsPlausible.ShouldBe(row["expected"] == "valid", row["what"]);
            new[] { code.Center, code.Industry, code.DeviceType, code.Network.ToString(), code.Serial }
                .ShouldBe([row["center_code"], row["industry"], row["type"], row["network"], row["serial"]]);
        }
    }

    [Fact]
    public void Parse_CameraOfASite_IsTakenApart()
    {
        var code = Gb28181Code.Parse("44080300441327000001");

        (code.Center, code.RegionDigits, code.Industry, code.DeviceType, code.Network, code.Serial)
            .ShouldBe(("44080300", "440803", "44", "132", '7', "000001"));
        code.IsPlausible.ShouldBeTrue();
    }

    [Theory]
    [InlineData("00000000001320000001")]
    [InlineData("34020000991320000001")]
    [InlineData("34020000151320000001")]
    public void IsPlausible_UnknownProvinceOrTrade_IsFalse(string value) => Gb28181Code.Parse(value).IsPlausible.ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("3402000000132000001")]
    [InlineData("3402000000132000000A")]
    [InlineData(" 34020000001320000001")]
    [InlineData("３4020000001320000001")]
    public void Parse_NotTwentyDigits_IsRefused(string? value) =>
        Should.Throw<DomainException>(() => Gb28181Code.Parse(value)).Code.ShouldBe("values.gb28181-code-malformed");

    [Fact]
    public void Parse_AnyTwentyDigits_AreTakenApartWithoutLoss() =>
        Prop.ForAll(Gen.Elements("0123456789".ToCharArray()).ArrayOf(20).ToArbitrary(), digits =>
        {
            var code = Gb28181Code.Parse(new string(digits));

            return code.Center + code.Industry + code.DeviceType + code.Network + code.Serial == new string(digits)
                && code.ToString() == new string(digits);
        }).QuickCheckThrowOnFailure();
}
