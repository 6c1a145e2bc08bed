using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Domain.Values;
using Infrastructure.Maps;

namespace Portal.Insights;

/// <summary>A county as a drawing.</summary>
/// <param name="X">Its middle.</param>
/// <param name="LabelX">Where its words stand: at its middle, or beside where counties are smaller than words.</param>
public sealed record CountyPath(string Code, string Name, string Outline, double X, double Y, double LabelX, double LabelY)
{
    /// <summary>The words have moved away from what they are about.</summary>
    public bool Moved => Math.Abs(LabelX - X) + Math.Abs(LabelY - Y) > 40;
}

/// <summary>A city's counties as one drawing.</summary>
public sealed record CountyDrawing(double Width, double Height, IReadOnlyList<CountyPath> Counties);

/// <summary>Draws a city's outlines into a plane 1000 wide, coarsely enough to be part of a page.</summary>
public static class CountyPaths
{
    private const double Width = 1000;

    /// <summary>Corners nearer than this to the last one are left out; a two-hundredth of the plane is a few pixels.</summary>
    private const double Coarse = 4;

    /// <summary>Room for a county's words.</summary>
    private const double LabelWidth = 125;

    private const double LabelHeight = 88;

    private static readonly ConcurrentDictionary<string, CountyDrawing?> Kept = new(StringComparer.Ordinal);

    /// <summary>The drawing of a city, or of a county alone; null where the product has no outlines.</summary>
    /// <param name="region">Six digits.</param>
    public static CountyDrawing? Of(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        // Only what has outlines is kept, so that there are few.
        return region.Length == 6 && CountyOutlines.Cities.Contains(region[..4]) ? Kept.GetOrAdd(region, Draw) : null;
    }

    private static CountyDrawing? Draw(string region)
    {
        var all = CountyOutlines.Of(region[..4]);
        var counties = region.EndsWith("00", StringComparison.Ordinal) ? all : [.. all.Where(c => c.Code == region)];
        if (counties.Count == 0) return null;
        var corners = counties.SelectMany(c => c.Polygons).SelectMany(p => p[0]).ToList();
        var (west, east) = (corners.Min(c => c.Longitude), corners.Max(c => c.Longitude));
        var (south, north) = (corners.Min(c => c.Latitude), corners.Max(c => c.Latitude));
        // A degree of longitude is shorter than one of latitude; within a city by one factor.
        var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Width / ((east - west) * narrow);
        var labels = Apart([.. counties.Select(c => At(c.Centre))]);
        return new CountyDrawing(Width, Math.Round((north - south) * scale), [.. counties.Select((county, i) =>
        {
            var (x, y) = At(county.Centre);
            return new CountyPath(county.Code, county.Name, Outline(county), Math.Round(x), Math.Round(y), Math.Round(labels[i].X), Math.Round(labels[i].Y));
        })]);

        (double X, double Y) At(Wgs84Point point) => ((point.Longitude - west) * narrow * scale, (north - point.Latitude) * scale);

        string Outline(CountyOutline county)
        {
            var path = new StringBuilder();
            foreach (var ring in county.Polygons.SelectMany(p => p)) Append(path, [.. ring.Select(At)]);
            return path.ToString();
        }
    }

    /// <summary>Moves words that would lie on each other apart, a little at a time, along the way that is shorter.</summary>
    private static (double X, double Y)[] Apart((double X, double Y)[] places)
    {
        for (var round = 0; round < 300; round++)
        {
            var moved = false;
            for (var a = 0; a < places.Length; a++)
            {
                for (var b = a + 1; b < places.Length; b++)
                {
                    var (x, y) = (places[b].X - places[a].X, places[b].Y - places[a].Y);
                    var (across, down) = (LabelWidth - Math.Abs(x), LabelHeight - Math.Abs(y));
                    if (across <= 0 || down <= 0) continue;
                    moved = true;
                    var (dx, dy) = across < down ? (across / 4 * (x < 0 ? -1 : 1), 0d) : (0d, down / 4 * (y < 0 ? -1 : 1));
                    places[a] = (places[a].X - dx, places[a].Y - dy);
                    places[b] = (places[b].X + dx, places[b].Y + dy);
                }
            }

            if (!moved) break;
        }

        return places;
    }

    private static void Append(StringBuilder path, IReadOnlyList<(double X, double Y)> ring)
    {
        var kept = new List<(double X, double Y)>();
        foreach (var corner in ring)
            if (kept.Count == 0 || Math.Abs(corner.X - kept[^1].X) + Math.Abs(corner.Y - kept[^1].Y) >= Coarse) kept.Add(corner);
        // An islet that is a dot at this size.
        if (kept.Count < 4) return;
        for (var i = 0; i < kept.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{kept[i].X:0} {kept[i].Y:0}");
        path.Append('Z');
    }
}
