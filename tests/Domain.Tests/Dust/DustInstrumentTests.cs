using Domain.Devices;
using Domain.Dust;
using Domain.Values;

namespace Domain.Tests.Dust;

public sealed class DustInstrumentTests
{
    [Fact]
    public void Configure_Settings_AreTaken()
    {
        var settings = new DustInstrumentSettings
        {
            Mn = " DUST00000001 ",
            Variant = new Hj212Variant { Crc = Hj212Crc.Modbus, LengthSurplus = 4 },
            Units = new DustUnits { Tsp = ParticleUnit.Milligram },
            Factors = [new DustFactor("TEM", DustQuantity.Temperature)],
            Ranges = new Dictionary<DustQuantity, DustRange> { [DustQuantity.Noise] = new(30, 130) },
        };

        var instrument = new DustInstrument(Monitor(), settings);

        (instrument.Mn, instrument.Enabled, instrument.Variant, instrument.Units).ShouldBe(("DUST00000001", true, settings.Variant, settings.Units));
        instrument.Factors.ShouldBe(settings.Factors);
        DustRanges.Of(DustQuantity.Noise, instrument.Ranges).ShouldBe(new DustRange(30, 130));
        DustRanges.Of(DustQuantity.Tsp, instrument.Ranges).ShouldBe(DustRanges.Default[DustQuantity.Tsp]);
    }

    [Fact]
    public void Constructor_Camera_IsRefused() =>
        Refused("dust.not-a-monitor", () => _ = new DustInstrument(Monitor(DeviceKind.GateDome), new DustInstrumentSettings { Mn = "M" }));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("M;N")]
    [InlineData("M=1")]
    [InlineData("扬尘")]
    [InlineData("012345678901234567890123456789012")]
    public void Configure_NumberThatNoFrameCanCarry_IsRefused(string mn) => Refused("dust.mn-malformed", new DustInstrumentSettings { Mn = mn });

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 9)]
    [InlineData(double.NaN, 9)]
    [InlineData(0, double.PositiveInfinity)]
    public void Configure_RangeThatIsNone_IsRefused(double min, double max) => Refused("dust.range-reversed", new DustInstrumentSettings
    {
        Mn = "M",
        Ranges = new Dictionary<DustQuantity, DustRange> { [DustQuantity.Pm10] = new(min, max) },
    });

    [Theory]
    [InlineData(13)]
    [InlineData(-13)]
    public void Configure_SurplusThatNobodyCounts_IsRefused(int surplus) =>
        Refused("dust.surplus-out-of-range", new DustInstrumentSettings { Mn = "M", Variant = new Hj212Variant { LengthSurplus = surplus } });

    [Fact]
    public void Configure_FactorsThatAreNone_AreRefused()
    {
        Refused("dust.factor-malformed", Named("T-Rtd"));
        Refused("dust.factor-malformed", Named(""));
        Refused("dust.factor-repeated", Named("T", "T"));
        Refused("dust.too-many-factors", Named([.. Enumerable.Range(0, 21).Select(i => $"T{i}")]));
    }

    [Theory]
    [InlineData(DustQuantity.Tsp, 0.16, 160)]
    [InlineData(DustQuantity.Pm10, 35, 35)]
    [InlineData(DustQuantity.Pm25, 35_000, 35)]
    [InlineData(DustQuantity.Pressure, 1013, 101.3)]
    [InlineData(DustQuantity.Noise, 60, 60)]
    public void Convert_WhatIsSent_IsInTheQuantitysUnit(DustQuantity quantity, double sent, double stored)
    {
        var units = new DustUnits { Tsp = ParticleUnit.Milligram, Pm25 = ParticleUnit.Nanogram, Pressure = PressureUnit.Hectopascal };

        units.Convert(quantity, sent).ShouldBe(stored, 1e-9);
    }

    private static DustInstrumentSettings Named(params string[] names) =>
        new() { Mn = "M", Factors = [.. names.Select(name => new DustFactor(name, DustQuantity.Temperature))] };

    private static void Refused(string code, DustInstrumentSettings settings) => Refused(code, () => _ = new DustInstrument(Monitor(), settings));

    private static void Refused(string code, Action act) => Should.Throw<DomainException>(act).Code.ShouldBe(code);

    private static Device Monitor(DeviceKind kind = DeviceKind.DustMonitor) => new(new DeviceDeclaration
    {
        SiteId = 1,
        ApplicationId = 1,
        Code = Gb28181Code.Parse("44080200441397000001"),
        SupplierId = 1,
        Ordinal = 1,
        Position = "Gate",
        Kind = kind,
        Brand = "B",
        Model = "M",
        RegisteredAt = DateTimeOffset.UnixEpoch,
    });
}
