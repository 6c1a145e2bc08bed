using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Infrastructure.Maps;
using Microsoft.Net.Http.Headers;

namespace Portal.Maps;

/// <summary>Outlines for the browser, as GeoJSON in WGS-84.</summary>
public static class MapEndpoints
{
    /// <summary>About 10 m: finer than the outlines are.</summary>
    private const int Digits = 4;

    private static readonly ConcurrentDictionary<string, (byte[] Content, string Tag)> Files = new(StringComparer.Ordinal);

    public static string OutlinesAddress(string city) => $"/maps/outlines/{city}";

    public static void MapMaps(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/maps/outlines/{city}", Outlines).RequireAuthorization();

    private static IResult Outlines(string city, HttpContext context)
    {
        if (!CountyOutlines.Cities.Contains(city)) return Results.NotFound();
        var (content, tag) = Files.GetOrAdd(city, Write);
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(content, "application/json", entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }

    private static (byte[] Content, string Tag) Write(string city)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Type = "FeatureCollection",
                Features = CountyOutlines.Of(city).Select(county => new
                {
                    Type = "Feature",
                    Properties = new { county.Code, county.Name, Centre = Degrees(county.Centre) },
                    Geometry = new { Type = "MultiPolygon", Coordinates = county.Polygons.Select(p => p.Select(ring => ring.Select(Degrees))) },
                }),
            },
            JsonSerializerOptions.Web);
        return (content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }

    private static double[] Degrees(Domain.Values.Wgs84Point point) => [Math.Round(point.Longitude, Digits), Math.Round(point.Latitude, Digits)];
}
