using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Domain.Values;

/// <summary>
/// Position in degrees of WGS-84, the system of GPS and of every position this product stores. Maps and devices that speak GCJ-02
/// are converted at the edge (<see cref="Gcj02"/>).
/// </summary>
public sealed record Wgs84Point
{
    /// <summary>IUGG mean radius, in metres.</summary>
    private const double EarthRadius = 6_371_008.8;

    private Wgs84Point(double longitude, double latitude) => (Longitude, Latitude) = (longitude, latitude);

    /// <summary>East positive, -180 to 180 degrees.</summary>
    public double Longitude { get; }

    /// <summary>North positive, -90 to 90 degrees.</summary>
    public double Latitude { get; }

    /// <exception cref="DomainException"><c>values.position-out-of-range</c></exception>
    public static Wgs84Point Create(double longitude, double latitude) => TryCreate(longitude, latitude, out var point)
        ? point
        : throw new DomainException("values.position-out-of-range", longitude, latitude);

    public static bool TryCreate(double longitude, double latitude, [NotNullWhen(true)] out Wgs84Point? point)
    {
        // Written so that NaN fails.
        point = Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90 ? new Wgs84Point(longitude, latitude) : null;
        return point is not null;
    }

    /// <summary>Reads <c>longitude,latitude</c> with points as decimal signs, as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Wgs84Point? point)
    {
        point = null;
        const NumberStyles decimals = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return text?.Split(',') is [var east, var north]
            && double.TryParse(east, decimals, CultureInfo.InvariantCulture, out var longitude)
            && double.TryParse(north, decimals, CultureInfo.InvariantCulture, out var latitude)
            && TryCreate(longitude, latitude, out point);
    }

    /// <exception cref="DomainException"><c>values.position-malformed</c></exception>
    public static Wgs84Point Parse(string? text) =>
        TryParse(text, out var point) ? point : throw new DomainException("values.position-malformed", text ?? "");

    /// <summary>Great-circle distance in metres on a sphere; within 0.6 % of the ellipsoid's, enough for "within 2 km of the site".</summary>
    public double DistanceTo(Wgs84Point other)
    {
        var (north, otherNorth) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var northSine = Math.Sin((otherNorth - north) / 2);
        var eastSine = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (northSine * northSine) + (Math.Cos(north) * Math.Cos(otherNorth) * eastSine * eastSine);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fixed(Longitude)},{Fixed(Latitude)}");

    /// <summary>Never in the scientific notation that tiny numbers would get.</summary>
    private static string Fixed(double degrees) => degrees.ToString("0.############################", CultureInfo.InvariantCulture);
}
