using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Domain.Values;

/// <summary>How much of the country a region code names.</summary>
public enum RegionLevel
{
    /// <summary>Province, autonomous region or municipality such as Shanghai: <c>310000</c>.</summary>
    Province,

    /// <summary>Prefecture-level city such as Zhanjiang: <c>440800</c>.</summary>
    Prefecture,

    /// <summary>District, county or county-level city: <c>440803</c>.</summary>
    County,
}

/// <summary>
/// Six-digit code of an administrative division (GB/T 2260). Whether the division exists today is the region list's matter: codes
/// of abolished divisions live on in documents. There is no check digit, so a mistyped digit can give another well-formed code.
/// </summary>
public sealed record RegionCode
{
    public const int Length = 6;

    private static readonly FrozenSet<string> Provinces = FrozenSet.Create(
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82");

    /// <summary>Beijing, Tianjin, Shanghai, Chongqing: no real division stands between them and their districts.</summary>
    private static readonly FrozenSet<string> Municipalities = FrozenSet.Create("11", "12", "31", "50");

    private RegionCode(string value) => Value = value;

    public string Value { get; }

    public RegionLevel Level => this switch
    {
        { Value: [_, _, '0', '0', '0', '0'] } => RegionLevel.Province,
        { Value: [_, _, _, _, '0', '0'] } => RegionLevel.Prefecture,
        _ => RegionLevel.County,
    };

    public RegionCode Province => new(Value[..2] + "0000");

    /// <summary>The division directly above; null for a province. A municipality's district stands directly below it.</summary>
    public RegionCode? Parent => Level switch
    {
        RegionLevel.Province => null,
        RegionLevel.Prefecture => Province,
        _ => Municipalities.Contains(Value[..2]) ? Province : new(Value[..4] + "00"),
    };

    public static bool TryParse(string? text, [NotNullWhen(true)] out RegionCode? code)
    {
        var wellFormed = text is { Length: Length } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && IsProvince(text.AsSpan(0, 2))
            && (!text.AsSpan(2, 2).SequenceEqual("00") || text.AsSpan(4, 2).SequenceEqual("00"));
        code = wellFormed ? new RegionCode(text!) : null;
        return wellFormed;
    }

    /// <exception cref="DomainException"><c>values.region-code-malformed</c></exception>
    public static RegionCode Parse(string? text) =>
        TryParse(text, out var code) ? code : throw new DomainException("values.region-code-malformed", text ?? "");

    /// <summary>True for the region itself and for every division below it.</summary>
    public bool Contains(RegionCode other) => Level switch
    {
        RegionLevel.Province => other.Value.AsSpan().StartsWith(Value.AsSpan(0, 2)),
        RegionLevel.Prefecture => other.Value.AsSpan().StartsWith(Value.AsSpan(0, 4)),
        _ => other == this,
    };

    public override string ToString() => Value;

    internal static bool IsProvince(ReadOnlySpan<char> digits) =>
        Provinces.GetAlternateLookup<ReadOnlySpan<char>>().Contains(digits);
}
