namespace Domain.Dust;

/// <summary>
/// One measurement of a dust monitor, in the units of the API contract whatever the instrument speaks. Never changed; null is what it
/// did not measure.
/// </summary>
public sealed class DustReading : IDustValues
{
    public const int RecordIdLength = 64;
    public const int FlagsLength = 160;

    /// <summary>How far a reading's time may lie ahead of ours: clocks differ.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <summary>How old a reading may be that an instrument has kept while it could not send.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>
    /// Who sent it: the id of a <see cref="Suppliers.SupplierKey"/>, or, for an instrument that speaks HJ 212 itself, its device's id with a
    /// minus sign. With the record's id the key of the row.
    /// </summary>
    public long SourceId { get; private set; }

    public string RecordId { get; private set; } = "";

    public long DeviceId { get; private set; }

    /// <summary>When it was measured, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    public DustSpan Span { get; private set; }

    /// <summary>µg/m³.</summary>
    public double? Pm25 { get; private set; }

    /// <summary>µg/m³.</summary>
    public double? Pm10 { get; private set; }

    /// <summary>Total suspended particles, µg/m³.</summary>
    public double? Tsp { get; private set; }

    /// <summary>dB(A).</summary>
    public double? Noise { get; private set; }

    /// <summary>m/s.</summary>
    public double? WindSpeed { get; private set; }

    /// <summary>Degrees from north, clockwise.</summary>
    public double? WindDirection { get; private set; }

    /// <summary>°C.</summary>
    public double? Temperature { get; private set; }

    /// <summary>Relative, %.</summary>
    public double? Humidity { get; private set; }

    /// <summary>kPa.</summary>
    public double? Pressure { get; private set; }

    /// <summary>
    /// What the instrument itself doubted and so counts as not measured: <c>pm10=D,noise=M</c>, with the letters of HJ 212 (D fault, M
    /// maintenance, C calibration, T beyond the limits …); null when nothing was.
    /// </summary>
    public string? Flags { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    private DustReading()
    {
    }

    public DustReading(DustFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        SourceId = facts.SourceId;
        RecordId = facts.RecordId;
        DeviceId = facts.DeviceId;
        At = facts.At;
        Span = facts.Span;
        Pm25 = facts.Pm25;
        Pm10 = facts.Pm10;
        Tsp = facts.Tsp;
        Noise = facts.Noise;
        WindSpeed = facts.WindSpeed;
        WindDirection = facts.WindDirection;
        Temperature = facts.Temperature;
        Humidity = facts.Humidity;
        Pressure = facts.Pressure;
        Flags = facts.Flags;
        ReceivedAt = facts.ReceivedAt;
    }
}

/// <summary>A reading as it was checked and accepted; units as <see cref="DustReading"/>.</summary>
public sealed record DustFacts : IDustValues
{
    public required long SourceId { get; init; }
    public required string RecordId { get; init; }
    public required long DeviceId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public double? Pm25 { get; init; }
    public double? Pm10 { get; init; }
    public double? Tsp { get; init; }
    public double? Noise { get; init; }
    public double? WindSpeed { get; init; }
    public double? WindDirection { get; init; }
    public double? Temperature { get; init; }
    public double? Humidity { get; init; }
    public double? Pressure { get; init; }
    public DustSpan Span { get; init; }
    public string? Flags { get; init; }
}
