using System.Diagnostics.CodeAnalysis;

namespace Domain.Values;

/// <summary>
/// Number plate of a road vehicle (GA 36-2018), without separators: 沪FQ8602, 粤GD12345, 粤G1234挂. There is no check digit: a
/// misread character can give another possible plate, so a plate is never proof by itself.
/// </summary>
/// <remarks>
/// Taken exactly as written: small letters, full-width characters, spaces and recognizers' words for "no plate" are refused.
/// What is decided about disputed forms stands in docs/decisions/0012-plates.md.
/// </remarks>
public sealed record LicensePlate
{
    public const int MaxLength = 8;

    private LicensePlate(string value, LicensePlateKind kind) => (Value, Kind) = (value, kind);

    public string Value { get; }

    public LicensePlateKind Kind { get; }

    public bool IsNewEnergy => Kind is LicensePlateKind.NewEnergySmall or LicensePlateKind.NewEnergyLarge;

    public static bool TryParse(string? text, [NotNullWhen(true)] out LicensePlate? plate)
    {
        plate = text is not null && LicensePlateForms.KindOf(text) is { } kind ? new LicensePlate(text, kind) : null;
        return plate is not null;
    }

    /// <exception cref="DomainException"><c>values.plate-malformed</c></exception>
    public static LicensePlate Parse(string? text) =>
        TryParse(text, out var plate) ? plate : throw new DomainException("values.plate-malformed", text ?? "");

    public override string ToString() => Value;
}

public enum LicensePlateKind
{
    Civil,

    /// <summary>Six characters. From a camera at a site gate it is more likely a truck's plate with one character lost.</summary>
    Motorcycle,
    NewEnergySmall,
    NewEnergyLarge,
    Police,
    DrivingSchool,
    Trailer,
    Trial,
    Oversize,
    HongKong,
    Macau,
    Embassy,
    Consulate,
}
