using Domain.Calendar;

namespace Domain.Dust;

/// <summary>From what mean on a site is too dusty or too loud; null: no limit.</summary>
public sealed record DustLimits
{
    /// <summary>24-hour means of class 2 (GB 3095-2012) and the noise limits of building sites (GB 12523-2011).</summary>
    public static readonly DustLimits Default = new() { Pm25 = 75, Pm10 = 150, Tsp = 300, NoiseByDay = 70, NoiseByNight = 55 };

    private static readonly TimeOnly DayBegins = new(6, 0);
    private static readonly TimeOnly NightBegins = new(22, 0);

    /// <summary>µg/m³.</summary>
    public double? Pm25 { get; init; }

    /// <summary>µg/m³.</summary>
    public double? Pm10 { get; init; }

    /// <summary>µg/m³.</summary>
    public double? Tsp { get; init; }

    /// <summary>dB(A), from 06:00 to 22:00 Shanghai time.</summary>
    public double? NoiseByDay { get; init; }

    /// <summary>dB(A), from 22:00 to 06:00.</summary>
    public double? NoiseByNight { get; init; }

    /// <summary>The limit of a quantity at a time; null: none.</summary>
    public double? Of(DustQuantity quantity, DateTimeOffset at) => quantity switch
    {
        DustQuantity.Pm25 => Pm25,
        DustQuantity.Pm10 => Pm10,
        DustQuantity.Tsp => Tsp,
        DustQuantity.Noise => IsNight(at) ? NoiseByNight : NoiseByDay,
        _ => null,
    };

    /// <summary>These where they say something, else those of the other.</summary>
    public DustLimits Or(DustLimits other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new DustLimits
        {
            Pm25 = Pm25 ?? other.Pm25,
            Pm10 = Pm10 ?? other.Pm10,
            Tsp = Tsp ?? other.Tsp,
            NoiseByDay = NoiseByDay ?? other.NoiseByDay,
            NoiseByNight = NoiseByNight ?? other.NoiseByNight,
        };
    }

    public static bool IsNight(DateTimeOffset at)
    {
        var time = WorkingCalendar.ShanghaiTime(at);
        return time < DayBegins || time >= NightBegins;
    }
}
