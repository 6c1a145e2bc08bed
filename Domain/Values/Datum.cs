namespace Domain.Values;

/// <summary>The system that degrees are given in.</summary>
public enum Datum
{
    /// <summary>GPS, and every position that is stored.</summary>
    Wgs84,

    /// <summary>Map services in China; see <see cref="Values.Gcj02"/>.</summary>
    Gcj02,
}

/// <summary>Degrees of either system, to and from positions.</summary>
public static class Datums
{
    /// <exception cref="DomainException"><c>values.position-out-of-range</c></exception>
    public static Wgs84Point Read(this Datum datum, double longitude, double latitude) =>
        datum == Datum.Gcj02 ? Gcj02.ToWgs84(longitude, latitude) : Wgs84Point.Create(longitude, latitude);

    public static (double Longitude, double Latitude) Write(this Datum datum, Wgs84Point point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return datum == Datum.Gcj02 ? Gcj02.FromWgs84(point) : (point.Longitude, point.Latitude);
    }
}
