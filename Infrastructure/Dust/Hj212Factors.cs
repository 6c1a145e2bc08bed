using Domain.Dust;

namespace Infrastructure.Dust;

/// <summary>The names that HJ 212 has for what a dust monitor measures, of the 2017 table and of the one of 2005 that monitors still use.</summary>
public static class Hj212Factors
{
    private static readonly Dictionary<string, DustQuantity> Standard = new(StringComparer.Ordinal)
    {
        ["a34004"] = DustQuantity.Pm25,
        ["a34002"] = DustQuantity.Pm10,
        ["a34001"] = DustQuantity.Tsp,
        ["LA"] = DustQuantity.Noise,
        ["a01007"] = DustQuantity.WindSpeed,
        ["a01008"] = DustQuantity.WindDirection,
        ["a01001"] = DustQuantity.Temperature,
        ["a01002"] = DustQuantity.Humidity,
        ["a01006"] = DustQuantity.Pressure,
        ["925"] = DustQuantity.Pm25,
        ["107"] = DustQuantity.Pm10,
        ["103"] = DustQuantity.Tsp,
        ["B03"] = DustQuantity.Noise,
        ["129"] = DustQuantity.WindSpeed,
        ["130"] = DustQuantity.WindDirection,
        ["126"] = DustQuantity.Temperature,
        ["128"] = DustQuantity.Humidity,
        ["127"] = DustQuantity.Pressure,
    };

    /// <summary>What a name stands for; an instrument's own names go before the standard's.</summary>
    public static DustQuantity? Find(string name, IReadOnlyList<DustFactor> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        foreach (var factor in own)
            if (factor.Name == name)
                return factor.Quantity;
        return Standard.TryGetValue(name, out var quantity) ? quantity : null;
    }
}
