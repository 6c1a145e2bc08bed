namespace Domain.Dust;

/// <summary>What a dust monitor measures, in the order in which it is shown.</summary>
public enum DustQuantity
{
    /// <summary>µg/m³.</summary>
    Pm25,

    /// <summary>µg/m³.</summary>
    Pm10,

    /// <summary>总悬浮颗粒物, µg/m³.</summary>
    Tsp,

    /// <summary>dB(A).</summary>
    Noise,

    /// <summary>m/s.</summary>
    WindSpeed,

    /// <summary>Degrees from north, clockwise.</summary>
    WindDirection,

    /// <summary>°C.</summary>
    Temperature,

    /// <summary>Relative, %.</summary>
    Humidity,

    /// <summary>kPa.</summary>
    Pressure,
}

/// <summary>What is known of each quantity.</summary>
public static class DustQuantities
{
    public static readonly IReadOnlyList<DustQuantity> All = Enum.GetValues<DustQuantity>();

    /// <summary>Those that have limits.</summary>
    public static readonly IReadOnlyList<DustQuantity> Limited = [DustQuantity.Pm25, DustQuantity.Pm10, DustQuantity.Tsp, DustQuantity.Noise];

    /// <summary>The name of the API contract, as in <c>windSpeed</c>; refusals and flags are named by it.</summary>
    public static string ApiName(this DustQuantity quantity) => quantity switch
    {
        DustQuantity.WindSpeed => "windSpeed",
        DustQuantity.WindDirection => "windDirection",
#pragma warning disable CA1308 // The contract's names are in lower case.
        _ => quantity.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };

    /// <summary>As those that have limits are written in every language; of noise it is the mean level.</summary>
    public static string Symbol(this DustQuantity quantity) => quantity switch
    {
        DustQuantity.Pm25 => "PM2.5",
        DustQuantity.Pm10 => "PM10",
        DustQuantity.Tsp => "TSP",
        DustQuantity.Noise => "LAeq",
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    /// <summary>The unit in which it is stored and shown.</summary>
    public static string Unit(this DustQuantity quantity) => quantity switch
    {
        DustQuantity.Pm25 or DustQuantity.Pm10 or DustQuantity.Tsp => "µg/m³",
        DustQuantity.Noise => "dB(A)",
        DustQuantity.WindSpeed => "m/s",
        DustQuantity.WindDirection => "°",
        DustQuantity.Temperature => "°C",
        DustQuantity.Humidity => "%",
        _ => "kPa",
    };

    /// <summary>What was measured of a quantity.</summary>
    public static double? Value(this IDustValues values, DustQuantity quantity)
    {
        ArgumentNullException.ThrowIfNull(values);
        return quantity switch
        {
            DustQuantity.Pm25 => values.Pm25,
            DustQuantity.Pm10 => values.Pm10,
            DustQuantity.Tsp => values.Tsp,
            DustQuantity.Noise => values.Noise,
            DustQuantity.WindSpeed => values.WindSpeed,
            DustQuantity.WindDirection => values.WindDirection,
            DustQuantity.Temperature => values.Temperature,
            DustQuantity.Humidity => values.Humidity,
            DustQuantity.Pressure => values.Pressure,
            _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
        };
    }

    /// <summary>Whether a mean over time says something; a wind from 350° and one from 10° do not make one from 180°.</summary>
    public static bool HasMean(this DustQuantity quantity) => quantity != DustQuantity.WindDirection;
}
