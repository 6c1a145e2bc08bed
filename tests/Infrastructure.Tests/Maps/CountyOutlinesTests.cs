using Domain.Values;
using Infrastructure.Maps;

namespace Infrastructure.Tests.Maps;

public sealed class CountyOutlinesTests
{
    [Theory]
    [InlineData("4408", 9)]
    [InlineData("3101", 16)]
    public void Of_ACity_HasEveryCountyWithClosedRings(string city, int counties)
    {
        var outlines = CountyOutlines.Of(city);

        outlines.Select(o => o.Code).Distinct().Count().ShouldBe(counties);
        foreach (var outline in outlines)
        {
            outline.Code.ShouldStartWith(city[..2]);
            foreach (var ring in outline.Polygons.SelectMany(p => p))
            {
                ring.Count.ShouldBeGreaterThan(3, outline.Name);
                ring[0].ShouldBe(ring[^1], outline.Name);
            }
        }
    }

    [Fact]
    public void Of_AnotherCity_IsEmpty() => CountyOutlines.Of("4401").ShouldBeEmpty();

    /// <summary>WGS-84 positions of places that everybody finds on a map. In GCJ-02 they would be more than 400 m away.</summary>
    [Theory]
    [InlineData("4408", "440802", 110.3594, 21.2707)]
    [InlineData("4408", "440803", 110.40, 21.19)]
    [InlineData("3101", "310115", 121.7000, 31.1500)]
    [InlineData("3101", "310151", 121.4000, 31.6200)]
    public void Of_AKnownPlace_IsInsideItsCounty(string city, string county, double longitude, double latitude) =>
        CountyOutlines.Of(city).Where(o => Holds(o, longitude, latitude)).Select(o => o.Code).ShouldContain(county);

    [Fact]
    public void Of_ACorner_IsTheSourcesConverted()
    {
        // The first corner of the source's 440802, in GCJ-02.
        var corner = Gcj02.ToWgs84(110.419921875, 21.2666015625);

        CountyOutlines.Of("4408").Single(o => o.Code == "440802").Polygons[0][0][0].DistanceTo(corner).ShouldBeLessThan(0.01);
    }

    private static bool Holds(CountyOutline outline, double x, double y) => outline.Polygons.Any(p => p.Aggregate(false, (inside, ring) =>
    {
        for (var (i, j) = (0, ring.Count - 1); i < ring.Count; j = i++)
        {
            if (ring[i].Latitude > y != ring[j].Latitude > y
                && x < ((ring[j].Longitude - ring[i].Longitude) * (y - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude)) + ring[i].Longitude) inside = !inside;
        }

        return inside;
    }));
}
