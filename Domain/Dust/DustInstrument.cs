using System.Buffers;
using Domain.Devices;

namespace Domain.Dust;

/// <summary>How a dust monitor speaks HJ 212 to the portal; at most one per device. Without one it can still send by HTTP, through its supplier.</summary>
public sealed class DustInstrument
{
    public const int MnLength = 32;
    public const int PasswordLength = 32;
    public const int MaxFactors = 20;
    public const int FactorLength = 20;

    private static readonly SearchValues<char> MnCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    private static readonly SearchValues<char> FactorCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.");

    public long Id { get; private set; }

    public long DeviceId { get; private set; }

    /// <summary>设备唯一标识, what it calls itself in every frame; no two instruments share one.</summary>
    public string Mn { get; private set; } = "";

    /// <summary>Frames are taken; when false they are refused and kept for the diagnosis.</summary>
    public bool Enabled { get; private set; }

    public Hj212Variant Variant { get; private set; } = Hj212Variant.Strict;

    public DustUnits Units { get; private set; } = new();

    /// <summary>Names that it has for quantities beside those of the standard.</summary>
    public IReadOnlyList<DustFactor> Factors { get; private set; } = [];

    /// <summary>Where it measures less or more than <see cref="DustRanges.Default"/>.</summary>
    public IReadOnlyDictionary<DustQuantity, DustRange> Ranges { get; private set; } = new Dictionary<DustQuantity, DustRange>();

    /// <summary>PW that its frames must carry, sealed; null: any.</summary>
    public byte[]? SealedPassword { get; private set; }

    public long Revision { get; private set; }

    private DustInstrument()
    {
    }

    /// <exception cref="DomainException">dust.not-a-monitor, and as <see cref="Configure"/>.</exception>
    public DustInstrument(Device device, DustInstrumentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Kind != DeviceKind.DustMonitor) throw new DomainException("dust.not-a-monitor", device.Code);
        DeviceId = device.Id;
        Configure(settings);
    }

    /// <exception cref="DomainException">
    /// dust.mn-malformed, dust.surplus-out-of-range, dust.range-reversed, dust.factor-malformed (name), dust.factor-repeated (name), dust.too-many-factors.
    /// </exception>
    public void Configure(DustInstrumentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var mn = settings.Mn?.Trim() ?? "";
        if (mn.Length is 0 or > MnLength || mn.AsSpan().ContainsAnyExcept(MnCharacters)) throw new DomainException("dust.mn-malformed", MnLength);
        if (Math.Abs(settings.Variant.LengthSurplus) > Hj212Variant.MostSurplus) throw new DomainException("dust.surplus-out-of-range");
        foreach (var (_, range) in settings.Ranges)
            if (!double.IsFinite(range.Min) || !double.IsFinite(range.Max) || range.Min >= range.Max)
                throw new DomainException("dust.range-reversed");
        CheckFactors(settings.Factors);

        Mn = mn;
        Enabled = settings.Enabled;
        Variant = settings.Variant;
        Units = settings.Units;
        Factors = [.. settings.Factors];
        Ranges = new Dictionary<DustQuantity, DustRange>(settings.Ranges);
    }

    /// <param name="sealedPassword">Null: frames need none.</param>
    public void SetPassword(byte[]? sealedPassword) => SealedPassword = sealedPassword;

    private static void CheckFactors(IReadOnlyList<DustFactor> factors)
    {
        if (factors.Count > MaxFactors) throw new DomainException("dust.too-many-factors", MaxFactors);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var factor in factors)
        {
            if (factor.Name.Length is 0 or > FactorLength || factor.Name.AsSpan().ContainsAnyExcept(FactorCharacters))
                throw new DomainException("dust.factor-malformed", factor.Name);
            if (!seen.Add(factor.Name)) throw new DomainException("dust.factor-repeated", factor.Name);
        }
    }
}

/// <summary>What is set for an instrument; meanings as in <see cref="DustInstrument"/>.</summary>
public sealed record DustInstrumentSettings
{
    public required string Mn { get; init; }
    public bool Enabled { get; init; } = true;
    public Hj212Variant Variant { get; init; } = Hj212Variant.Strict;
    public DustUnits Units { get; init; } = new();
    public IReadOnlyList<DustFactor> Factors { get; init; } = [];
    public IReadOnlyDictionary<DustQuantity, DustRange> Ranges { get; init; } = new Dictionary<DustQuantity, DustRange>();
}

/// <summary>A name that an instrument has for a quantity, as before <c>-Rtd</c>.</summary>
public sealed record DustFactor(string Name, DustQuantity Quantity);

/// <summary>The units in which an instrument sends; what is stored is always in those of <see cref="DustQuantity"/>.</summary>
public sealed record DustUnits
{
    public ParticleUnit Pm25 { get; init; }
    public ParticleUnit Pm10 { get; init; }
    public ParticleUnit Tsp { get; init; }
    public PressureUnit Pressure { get; init; }

    /// <summary>The value in the unit of the quantity.</summary>
    public double Convert(DustQuantity quantity, double sent) => quantity switch
    {
        DustQuantity.Pm25 => Micrograms(Pm25, sent),
        DustQuantity.Pm10 => Micrograms(Pm10, sent),
        DustQuantity.Tsp => Micrograms(Tsp, sent),
        DustQuantity.Pressure => Pressure switch { PressureUnit.Hectopascal => sent / 10, PressureUnit.Pascal => sent / 1000, _ => sent },
        _ => sent,
    };

    private static double Micrograms(ParticleUnit unit, double sent) => unit switch
    {
        ParticleUnit.Milligram => sent * 1000,
        ParticleUnit.Nanogram => sent / 1000,
        _ => sent,
    };
}

/// <summary>Per cubic metre.</summary>
public enum ParticleUnit
{
    Microgram,
    Milligram,

    /// <summary>What the factor table of HJ 212-2017 names and hardly any monitor sends.</summary>
    Nanogram,
}

public enum PressureUnit
{
    Kilopascal,
    Hectopascal,
    Pascal,
}
