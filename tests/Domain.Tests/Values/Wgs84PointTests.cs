using Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Domain.Tests.Values;

public sealed class Wgs84PointTests
{
    private static Gen<double> Degrees(int limit) => Gen.Choose(-limit * 1_000_000, limit * 1_000_000).Select(micro => micro / 1_000_000.0);

    private static Gen<Wgs84Point> Points => from east in Degrees(180) from north in Degrees(90) select Wgs84Point.Create(east, north);

    private static Gen<Wgs84Point> PointsInChina =>
        from east in Gen.Choose(73_500, 135_000)
        from north in Gen.Choose(18_000, 53_500)
        select Wgs84Point.Create(east / 1000.0, north / 1000.0);

    [Theory]
    [InlineData(180.0001, 0)]
    [InlineData(-180.0001, 0)]
    [InlineData(0, 90.0001)]
    [InlineData(31.2, 121.5)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void Create_OutsideTheEarth_IsRefused(double longitude, double latitude) =>
        Should.Throw<DomainException>(() => Wgs84Point.Create(longitude, latitude)).Code.ShouldBe("values.position-out-of-range");

    [Theory]
    [InlineData("121.57308")]
    [InlineData("121.57308,30.96,1")]
    [InlineData("30.96;121.5")]
    [InlineData("1e2,30")]
    [InlineData("121.57308,91")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_NoPosition_IsRefused(string? text) =>
        Should.Throw<DomainException>(() => Wgs84Point.Parse(text)).Code.ShouldBe("values.position-malformed");

    [Fact]
    public void Parse_WrittenPoint_IsTheSamePoint() =>
        Prop.ForAll(Points.ToArbitrary(), point => Wgs84Point.Parse(point.ToString()) == point).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0, 0, 1, 111_195)]
    [InlineData(0, 0, 1, 0, 111_195)]
    [InlineData(0, 60, 1, 60, 55_597)]
    [InlineData(179.5, 0, -179.5, 0, 111_195)]
    [InlineData(0, 90, 123, -90, 20_015_115)]
    public void DistanceTo_KnownPairOnTheSphere_IsRightWithinOnePerMille(double east1, double north1, double east2, double north2, double metres) =>
        Wgs84Point.Create(east1, north1).DistanceTo(Wgs84Point.Create(east2, north2)).ShouldBe(metres, metres / 1000);

    // Vincenty's formula on the WGS-84 ellipsoid, computed apart.
    [Theory]
    [InlineData(121.4737, 31.2304, 110.3594, 21.2707, 1_563_466.72)]
    [InlineData(121.57308, 30.960077, 121.58308, 30.975077, 1_917.92)]
    public void DistanceTo_KnownPairOnTheEllipsoid_IsWithinSixPerMille(double east1, double north1, double east2, double north2, double metres) =>
        Wgs84Point.Create(east1, north1).DistanceTo(Wgs84Point.Create(east2, north2)).ShouldBe(metres, metres * 0.006);

    [Fact]
    public void DistanceTo_AnyPair_IsSymmetricAndZeroOnlyForTheSamePoint()
    {
        var pairs = from one in Points from other in Points select (one, other);

        Prop.ForAll(pairs.ToArbitrary(), pair =>
        {
            var there = pair.one.DistanceTo(pair.other);

            return Math.Abs(there - pair.other.DistanceTo(pair.one)) < 0.001 && pair.one.DistanceTo(pair.one) == 0
                && there is >= 0 and <= 20_015_120;
        }).QuickCheckThrowOnFailure();
    }

    // Computed by gcoord 1.0.7.
    [Theory]
    [InlineData(121.4737, 31.2304, 121.47822305927693, 31.22845773757727)]
    [InlineData(110.3594, 21.2707, 110.36389643153693, 21.26831801942721)]
    [InlineData(116.3913, 39.9075, 116.39754118159271, 39.90890127616531)]
    [InlineData(87.6168, 43.8256, 87.61964994946926, 43.82680539311119)]
    [InlineData(105, 35, 105.00328624145706, 34.99909863223526)]
    [InlineData(151.2, -33.86, 151.2, -33.86)]
    public void FromWgs84_KnownPoint_IsShiftedAsMapServicesDo(double east, double north, double shiftedEast, double shiftedNorth)
    {
        var (longitude, latitude) = Gcj02.FromWgs84(Wgs84Point.Create(east, north));

        longitude.ShouldBe(shiftedEast, 1e-9);
        latitude.ShouldBe(shiftedNorth, 1e-9);
    }

    [Fact]
    public void ToWgs84_AnyShiftedPointInChina_IsWithinAMillimetreOfTheOriginal() =>
        Prop.ForAll(PointsInChina.ToArbitrary(), point =>
        {
            var (longitude, latitude) = Gcj02.FromWgs84(point);

            return Gcj02.ToWgs84(longitude, latitude).DistanceTo(point) < 0.001;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_WhatADatumWrote_IsTheSamePoint() =>
        Prop.ForAll(PointsInChina.ToArbitrary(), point => Enum.GetValues<Datum>().All(datum =>
        {
            var (longitude, latitude) = datum.Write(point);

            return datum.Read(longitude, latitude).DistanceTo(point) < 0.001;
        })).QuickCheckThrowOnFailure();
}
