using Domain.Devices;
using Domain.Dust;
using Domain.Values;
using Infrastructure.Dust;
using Testing.SharedData;

namespace Infrastructure.Tests.Dust;

public sealed class Hj212ReadingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 0, 30, TimeSpan.Zero);

    [Fact]
    public void Read_RealTime_IsAReadingOfThatMomentInOurUnits()
    {
        var read = Read("CN=2011;MN=M;CP=&&DataTime=20261125090000;a34004-Rtd=35.0,a34004-Flag=N;a34002-Rtd=80.5;a34001-Rtd=0.12;LA-Rtd=62.1,LA-Flag=N;"
            + "a01007-Rtd=2.1;a01008-Rtd=180;a01001-Rtd=-3.5;a01002-Rtd=60;a01006-Rtd=1013&&",
            settings => settings with { Units = new DustUnits { Tsp = ParticleUnit.Milligram, Pressure = PressureUnit.Hectopascal } });

        read.Problem.ShouldBeNull();
        read.Facts.ShouldBe(new DustFacts
        {
            SourceId = -7,
            RecordId = "M/2011/20261125090000",
            DeviceId = 7,
            At = new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero),
            ReceivedAt = Now,
            Pm25 = 35,
            Pm10 = 80.5,
            Tsp = 120,
            Noise = 62.1,
            WindSpeed = 2.1,
            WindDirection = 180,
            Temperature = -3.5,
            Humidity = 60,
            Pressure = 101.3,
        });
    }

    [Theory]
    [InlineData("2051", DustSpan.Minutes)]
    [InlineData("2061", DustSpan.Hour)]
    [InlineData("2031", DustSpan.Day)]
    public void Read_MeansOfATime_AreTheAveragesAndSaySo(string command, DustSpan span)
    {
        var read = Read($"CN={command};MN=M;CP=&&DataTime=20261125090000;a34002-Min=1,a34002-Avg=80,a34002-Max=99,a34002-Flag=N&&");

        (read.Facts!.Pm10, read.Facts.Span).ShouldBe((80, span));
    }

    [Fact]
    public void Read_NamesOf2005_MeanTheSame()
    {
        var facts = Read("ST=22;CN=2011;MN=M;CP=&&DataTime=20261125090000;925-Rtd=35,925-Flag=N;107-Rtd=80;103-Rtd=120;B03-Rtd=62;129-Rtd=2;130-Rtd=180;"
            + "126-Rtd=25;128-Rtd=60;127-Rtd=101.3&&").Facts!;

        DustQuantities.All.Select(facts.Value).ShouldBe([35, 80, 120, 62, 2, 180, 25, 60, 101.3]);
    }

    [Fact]
    public void Read_NamesOfTheInstrument_GoBeforeTheStandards()
    {
        var facts = Read("CN=2011;MN=M;CP=&&DataTime=20261125090000;NOIS-Rtd=50;107-Rtd=120&&", settings => settings with
        {
            Factors = [new DustFactor("NOIS", DustQuantity.Noise), new DustFactor("107", DustQuantity.Tsp)],
        }).Facts!;

        (facts.Noise, facts.Tsp, facts.Pm10).ShouldBe((50, 120, null));
    }

    /// <summary>A faulty value may be anything, also outside every range, and is none.</summary>
    [Fact]
    public void Read_ValuesThatTheInstrumentDoubts_AreMissingAndTheFlagIsKept()
    {
        var facts = Read("CN=2011;MN=M;CP=&&DataTime=20261125090000;a34004-Rtd=12000,a34004-Flag=D;LA-Flag=M,LA-Rtd=x;a34002-Rtd=80,a34002-Flag=N;"
            + "a01001-Rtd=1,a01001-Flag=<b>&&").Facts!;

        (facts.Pm25, facts.Noise, facts.Pm10, facts.Temperature, facts.Flags).ShouldBe((null, null, 80, null, "pm25=D,noise=M,temperature=?"));
    }

    [Fact]
    public void Read_EverythingDoubted_IsStillASignOfLife()
    {
        var facts = Read("CN=2011;MN=M;CP=&&DataTime=20261125090000;a34002-Rtd=0,a34002-Flag=F&&").Facts!;

        (facts.Pm10, facts.Flags).ShouldBe((null, "pm10=F"));
    }

    [Theory]
    [InlineData("a34002-Rtd=80", DustFrameProblem.Time)]
    [InlineData("DataTime=20261331090000;a34002-Rtd=80", DustFrameProblem.Time)]
    [InlineData("DataTime=;a34002-Rtd=80", DustFrameProblem.Time)]
    [InlineData("DataTime=00010101000000;a34002-Rtd=80", DustFrameProblem.Time)]
    [InlineData("DataTime=20261125090531;a34002-Rtd=80", DustFrameProblem.TimeAhead)]
    [InlineData("DataTime=20261026090000;a34002-Rtd=80", DustFrameProblem.TimeTooOld)]
    [InlineData("DataTime=20261125090000;a34002-Rtd=", DustFrameProblem.Value)]
    [InlineData("DataTime=20261125090000;a34002-Rtd=8,0", DustFrameProblem.Structure)]
    [InlineData("DataTime=20261125090000;a34002-Rtd=1e3", DustFrameProblem.Value)]
    [InlineData("DataTime=20261125090000;a34002-Rtd=NaN", DustFrameProblem.Value)]
    [InlineData("DataTime=20261125090000;a34002-Rtd=-1", DustFrameProblem.Range)]
    [InlineData("DataTime=20261125090000;a01006-Rtd=1013", DustFrameProblem.Range)]
    [InlineData("DataTime=20261125090000;LA-Rtd=50;B03-Rtd=51", DustFrameProblem.RepeatedField)]
    [InlineData("DataTime=20261125090000;PM25-Rtd=50", DustFrameProblem.NoValues)]
    [InlineData("DataTime=20261125090000;a34002-Avg=50", DustFrameProblem.NoValues)]
    [InlineData("DataTime=20261125090000", DustFrameProblem.NoValues)]
    public void Read_WhatIsNoReading_IsRefusedWithItsReason(string parameters, DustFrameProblem problem) =>
        Read($"CN=2011;MN=M;CP=&&{parameters}&&").Problem.ShouldBe(problem);

    [Fact]
    public void Read_ValueOutOfRange_IsNamedAsTheContractNamesIt() =>
        Read("CN=2011;MN=M;CP=&&DataTime=20261125090000;a01007-Rtd=99.5&&").Detail.ShouldBe("windSpeed=99.5");

    [Fact]
    public void Read_PacketsOfOneCommand_AreReadingsOfTheirOwn()
    {
        var first = Read("QN=20261125090000123;CN=2011;MN=M;Flag=7;PNUM=2;PNO=1;CP=&&DataTime=20261125090000;a34002-Rtd=80&&").Facts!;
        var second = Read("QN=20261125090000123;CN=2011;MN=M;Flag=7;PNUM=2;PNO=2;CP=&&LA-Rtd=50&&").Facts!;

        (first.RecordId, second.RecordId).ShouldBe(("M/2011/20261125090000/1", "M/2011/20261125090000123/2"));
        second.At.ShouldBe(first.At.AddMilliseconds(123));
    }

    [Fact]
    public void Read_LongestNumberTimeAndPacket_FitIntoTheRecordsName()
    {
        var mn = new string('9', DustInstrument.MnLength);

        var facts = Read($"CN=2011;MN={mn};Flag=7;PNUM=9999;PNO=9999;CP=&&DataTime=20261125090000123;a34002-Rtd=80&&").Facts!;

        facts.RecordId.Length.ShouldBeLessThanOrEqualTo(DustReading.RecordIdLength);
    }

    [Fact]
    public void UnknownNames_OfAMessage_AreThoseThatSayNothing()
    {
        Hj212Parser.TryParse(Frames.Bytes("CN=2011;CP=&&a34002-Rtd=1,a34002-Flag=N;PM25-Rtd=2;TEM-Rtd=3&&"), out var message);

        Hj212Readings.UnknownNames(message, [new DustFactor("TEM", DustQuantity.Temperature)]).ShouldBe(["PM25"]);
    }

    [SharedFact]
    public void Find_EveryNameOfTheFactorTableThatMonitorsMeasure_IsKnown()
    {
        string[] measured = ["a34004", "a34002", "a34001", "LA", "a01007", "a01008", "a01001", "a01002", "a01006"];
        var rows = SharedFolder.Csv("hj212", "factor_codes.csv").Where(row => measured.Contains(row["ID"])).ToList();

        rows.Count.ShouldBe(measured.Length);
        rows.Select(row => Hj212Factors.Find(row["ID"], [])).ShouldBe(measured.Select(name => Hj212Factors.Find(name, [])), ignoreOrder: true);
        rows.Select(row => Hj212Factors.Find(row["ID"], [])).ShouldNotContain((DustQuantity?)null);
    }

    private static Hj212Reading Read(string data, Func<DustInstrumentSettings, DustInstrumentSettings>? settings = null)
    {
        var problem = Hj212Parser.TryParse(Frames.Bytes(data), out var message);
        if (problem is not null) return new Hj212Reading(null, problem, null);
        var made = new DustInstrumentSettings { Mn = "M" };
        return Hj212Readings.Read(message, new DustInstrument(Monitor(), settings?.Invoke(made) ?? made), Now);
    }

    internal static Device Monitor()
    {
        var device = new Device(new DeviceDeclaration
        {
            SiteId = 1,
            ApplicationId = 1,
            Code = Gb28181Code.Parse("44080200441397000001"),
            SupplierId = 1,
            Ordinal = 1,
            Position = "Gate",
            Kind = DeviceKind.DustMonitor,
            Brand = "B",
            Model = "M",
            RegisteredAt = Now,
        });
        typeof(Device).GetProperty(nameof(Device.Id))!.SetValue(device, 7L);
        return device;
    }
}
