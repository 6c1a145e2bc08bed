using Domain.Access;
using Domain.Dust;
using Workflows.Dust;

namespace Portal.Dust;

/// <summary>What the form of an instrument is bound to.</summary>
public sealed class InstrumentModel
{
    public string? Mn { get; set; }
    public bool Enabled { get; set; } = true;
    public Hj212Crc? Crc { get; set; } = Hj212Crc.Standard;
    public bool CrcSwapped { get; set; }
    public bool CrcWithoutClosing { get; set; }
    public int? LengthSurplus { get; set; } = 0;
    public bool LengthUnchecked { get; set; }
    public bool LengthUnpadded { get; set; }
    public bool LongData { get; set; }
    public ParticleUnit? Pm25Unit { get; set; } = ParticleUnit.Microgram;
    public ParticleUnit? Pm10Unit { get; set; } = ParticleUnit.Microgram;
    public ParticleUnit? TspUnit { get; set; } = ParticleUnit.Microgram;
    public PressureUnit? PressureUnit { get; set; } = Domain.Dust.PressureUnit.Kilopascal;

    /// <summary>A new password; empty leaves it as it is.</summary>
    public string? Password { get; set; }

    public bool RemovePassword { get; set; }

    /// <summary>One for each quantity.</summary>
    public IList<QuantityModel> Quantities { get; set; } = [.. DustQuantities.All.Select(quantity => new QuantityModel { Quantity = quantity })];

    public static InstrumentModel Of(InstrumentView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Settings is not { } settings) return new InstrumentModel();
        return new InstrumentModel
        {
            Mn = settings.Mn,
            Enabled = settings.Enabled,
            Crc = settings.Variant.Crc,
            CrcSwapped = settings.Variant.CrcSwapped,
            CrcWithoutClosing = settings.Variant.CrcWithoutClosing,
            LengthSurplus = settings.Variant.LengthSurplus,
            LengthUnchecked = settings.Variant.LengthUnchecked,
            LengthUnpadded = settings.Variant.LengthUnpadded,
            LongData = settings.Variant.LongData,
            Pm25Unit = settings.Units.Pm25,
            Pm10Unit = settings.Units.Pm10,
            TspUnit = settings.Units.Tsp,
            PressureUnit = settings.Units.Pressure,
            Quantities =
            [
                .. DustQuantities.All.Select(quantity => new QuantityModel
                {
                    Quantity = quantity,
                    Names = string.Join(' ', settings.Factors.Where(factor => factor.Quantity == quantity).Select(factor => factor.Name)),
                    Min = settings.Ranges.GetValueOrDefault(quantity)?.Min,
                    Max = settings.Ranges.GetValueOrDefault(quantity)?.Max,
                }),
            ],
        };
    }

    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = new List<FormProblem>();
        if (string.IsNullOrWhiteSpace(Mn)) problems.Add(new("mn", "field.required"));
        if (Math.Abs(LengthSurplus ?? 0) > Hj212Variant.MostSurplus) problems.Add(new("lengthSurplus", "dust.surplus-out-of-range"));
        foreach (var (index, row) in Quantities.Index())
            if (row.Range is { } range && range.Min >= range.Max)
                problems.Add(new($"quantities[{index}].min", "dust.range-reversed"));
        return problems;
    }

    public DustInstrumentSettings ToSettings() => new()
    {
        Mn = Mn ?? "",
        Enabled = Enabled,
        Variant = new Hj212Variant
        {
            Crc = Crc ?? Hj212Crc.Standard,
            CrcSwapped = CrcSwapped,
            CrcWithoutClosing = CrcWithoutClosing,
            LengthSurplus = LengthSurplus ?? 0,
            LengthUnchecked = LengthUnchecked,
            LengthUnpadded = LengthUnpadded,
            LongData = LongData,
        },
        Units = new DustUnits { Pm25 = Pm25Unit ?? default, Pm10 = Pm10Unit ?? default, Tsp = TspUnit ?? default, Pressure = PressureUnit ?? default },
        Factors =
        [
            .. Quantities.SelectMany(row => (row.Names ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(name => new DustFactor(name, row.Quantity))),
        ],
        Ranges = Quantities.Where(row => row.Range is not null).ToDictionary(row => row.Quantity, row => row.Range!),
    };

    /// <summary>What becomes of the password: null as it was, empty none any more.</summary>
    public string? NewPassword() => RemovePassword ? "" : string.IsNullOrEmpty(Password) ? null : Password;
}

/// <summary>How an instrument names a quantity and how far it measures.</summary>
public sealed class QuantityModel
{
    public DustQuantity Quantity { get; set; }

    /// <summary>Separated by blanks.</summary>
    public string? Names { get; set; }

    public double? Min { get; set; }

    public double? Max { get; set; }

    /// <summary>Null: the usual one. An end that is left empty is the usual range's.</summary>
    public DustRange? Range => Min is null && Max is null ? null : new DustRange(Min ?? DustRanges.Default[Quantity].Min, Max ?? DustRanges.Default[Quantity].Max);
}
