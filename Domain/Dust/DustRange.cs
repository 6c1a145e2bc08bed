namespace Domain.Dust;

/// <summary>What an instrument can measure of a quantity, both ends included; a value outside is none.</summary>
public sealed record DustRange(double Min, double Max)
{
    public bool Contains(double value) => value >= Min && value <= Max;
}

/// <summary>The ranges of monitors in use; an instrument whose own are narrower or wider has them in its settings.</summary>
public static class DustRanges
{
    /// <summary>By quantity, in its unit.</summary>
    public static readonly IReadOnlyDictionary<DustQuantity, DustRange> Default = new Dictionary<DustQuantity, DustRange>
    {
        [DustQuantity.Pm25] = new(0, 10_000),
        [DustQuantity.Pm10] = new(0, 10_000),
        [DustQuantity.Tsp] = new(0, 30_000),
        [DustQuantity.Noise] = new(20, 140),
        [DustQuantity.WindSpeed] = new(0, 75),
        [DustQuantity.WindDirection] = new(0, 360),
        [DustQuantity.Temperature] = new(-50, 70),
        [DustQuantity.Humidity] = new(0, 100),
        [DustQuantity.Pressure] = new(50, 110),
    };

    /// <summary>The range of a quantity.</summary>
    /// <param name="own">The instrument's own; null where it has none.</param>
    public static DustRange Of(DustQuantity quantity, IReadOnlyDictionary<DustQuantity, DustRange>? own = null) =>
        own is not null && own.TryGetValue(quantity, out var range) ? range : Default[quantity];

    /// <summary>The first value of a reading that its instrument cannot have measured; null when all are possible.</summary>
    /// <param name="own">As in <see cref="Of"/>.</param>
    public static DustQuantity? FirstOutside(DustFacts facts, IReadOnlyDictionary<DustQuantity, DustRange>? own = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var quantity in DustQuantities.All)
            if (facts.Value(quantity) is { } value && !Of(quantity, own).Contains(value))
                return quantity;
        return null;
    }
}
