using Domain.Dust;

namespace Domain.Tests.Dust;

public sealed class DustRangesTests
{
    private static readonly DustFacts Reading = new()
    {
        SourceId = 1,
        RecordId = "r",
        DeviceId = 1,
        At = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Pm25 = 35,
        Pm10 = 80,
        Tsp = 120,
        Noise = 62.5,
        WindSpeed = 2.1,
        WindDirection = 180,
        Temperature = 25.1,
        Humidity = 60,
        Pressure = 101.3,
    };

    [Fact]
    public void Default_EveryQuantity_HasARangeAndANameOfTheContract()
    {
        DustRanges.Default.Keys.ShouldBe(DustQuantities.All, ignoreOrder: true);
        DustQuantities.All.Select(DustQuantities.ApiName)
            .ShouldBe(["pm25", "pm10", "tsp", "noise", "windSpeed", "windDirection", "temperature", "humidity", "pressure"]);
    }

    [Fact]
    public void FirstOutside_PossibleValuesAndMissingOnes_IsNone()
    {
        DustRanges.FirstOutside(Reading).ShouldBeNull();
        DustRanges.FirstOutside(Reading with { Pm25 = null, Noise = null }).ShouldBeNull();
        DustRanges.FirstOutside(Reading with { Pm25 = 0, WindDirection = 360, Humidity = 100 }).ShouldBeNull();
    }

    [Fact]
    public void FirstOutside_ImpossibleValue_IsNamed()
    {
        DustRanges.FirstOutside(Reading with { Tsp = -0.1 }).ShouldBe(DustQuantity.Tsp);
        DustRanges.FirstOutside(Reading with { WindDirection = 361 }).ShouldBe(DustQuantity.WindDirection);
        DustRanges.FirstOutside(Reading with { Noise = double.NaN }).ShouldBe(DustQuantity.Noise);
        DustRanges.FirstOutside(Reading with { Pressure = 1013 }).ShouldBe(DustQuantity.Pressure);
    }

    [Fact]
    public void FirstOutside_InstrumentOfAnotherRange_GoesByItsOwn()
    {
        var own = new Dictionary<DustQuantity, DustRange> { [DustQuantity.Pm25] = new(0, 30) };

        DustRanges.FirstOutside(Reading, own).ShouldBe(DustQuantity.Pm25);
        DustRanges.FirstOutside(Reading with { Pm25 = 30 }, own).ShouldBeNull();
    }
}
