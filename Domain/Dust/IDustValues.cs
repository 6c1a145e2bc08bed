namespace Domain.Dust;

/// <summary>The values of a reading, stored or about to be, in the units of <see cref="DustQuantity"/>; null is what was not measured.</summary>
public interface IDustValues
{
    double? Pm25 { get; }
    double? Pm10 { get; }
    double? Tsp { get; }
    double? Noise { get; }
    double? WindSpeed { get; }
    double? WindDirection { get; }
    double? Temperature { get; }
    double? Humidity { get; }
    double? Pressure { get; }
}
