using Domain.Dust;

namespace Domain.Tests.Dust;

public sealed class DustLimitsTests
{
    [Theory]
    [InlineData(5, 59, true)]
    [InlineData(6, 0, false)]
    [InlineData(21, 59, false)]
    [InlineData(22, 0, true)]
    public void Of_Noise_GoesByShanghaisNight(int hour, int minute, bool night)
    {
        var at = new DateTimeOffset(2026, 11, 25, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();

        DustLimits.Default.Of(DustQuantity.Noise, at).ShouldBe(night ? 55 : 70);
    }

    [Fact]
    public void Of_QuantityWithoutLimits_IsNone() => DustLimits.Default.Of(DustQuantity.Humidity, DateTimeOffset.UnixEpoch).ShouldBeNull();

    [Fact]
    public void Or_WhatASiteDoesNotSay_IsItsCitys()
    {
        var limits = new DustLimits { Pm10 = 100 }.Or(DustLimits.Default);

        limits.ShouldBe(DustLimits.Default with { Pm10 = 100 });
    }

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(-1.0, null)]
    [InlineData(10_001.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(null, 29.0)]
    [InlineData(null, 121.0)]
    public void Change_LimitThatMakesNoSense_IsRefused(double? particles, double? noise) =>
        Should.Throw<DomainException>(() => DustLimitSet.OfSite(1, new DustLimits { Tsp = particles, NoiseByNight = noise })).Code.ShouldBe("dust.limit-out-of-range");
}
