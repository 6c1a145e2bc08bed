namespace Domain.Values;

/// <summary>
/// The shifted coordinates that Chinese map services and many devices deliver. The shift is a smooth function of the position (up
/// to about 700 m); it has no closed inverse, so the way back is an iteration that ends below a millimetre.
/// </summary>
public static class Gcj02
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.006_693_421_622_965_943_23;

    /// <summary>About 0.1 mm.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Degrees of GCJ-02 to the WGS-84 position. Outside China nothing is shifted.</summary>
    /// <exception cref="DomainException"><c>values.position-out-of-range</c></exception>
    public static Wgs84Point ToWgs84(double longitude, double latitude)
    {
        var (east, north) = (longitude, latitude);
        for (var round = 0; round < 30; round++)
        {
            var (shiftedEast, shiftedNorth) = Shifted(east, north);
            var (eastError, northError) = (shiftedEast - longitude, shiftedNorth - latitude);
            (east, north) = (east - eastError, north - northError);
            if (Math.Abs(eastError) < Tolerance && Math.Abs(northError) < Tolerance)
                break;
        }

        return Wgs84Point.Create(east, north);
    }

    /// <summary>WGS-84 to degrees of GCJ-02, for handing a position to a map service.</summary>
    public static (double Longitude, double Latitude) FromWgs84(Wgs84Point point) => Shifted(point.Longitude, point.Latitude);

    private static (double East, double North) Shifted(double longitude, double latitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
            return (longitude, latitude);

        var (x, y) = (longitude - 105, latitude - 35);
        var radians = double.DegreesToRadians(latitude);
        var sine = Math.Sin(radians);
        var magic = 1 - (EccentricitySquared * sine * sine);
        var root = Math.Sqrt(magic);
        var eastMetres = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
            + Waves(x, (6, 20), (2, 20), (1, 20), (1.0 / 3, 40), (1.0 / 12, 150), (1.0 / 30, 300));
        var northMetres = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
            + Waves(x, (6, 20), (2, 20)) + Waves(y, (1, 20), (1.0 / 3, 40), (1.0 / 12, 160), (1.0 / 30, 320));

        return (
            longitude + double.RadiansToDegrees(eastMetres * root / (SemiMajorAxis * Math.Cos(radians))),
            latitude + double.RadiansToDegrees(northMetres * magic * root / (SemiMajorAxis * (1 - EccentricitySquared))));
    }

    private static double Waves(double at, params ReadOnlySpan<(double Frequency, double Amplitude)> waves)
    {
        var sum = 0.0;
        foreach (var (frequency, amplitude) in waves)
            sum += amplitude * Math.Sin(frequency * at * Math.PI);
        return sum * 2 / 3;
    }
}
