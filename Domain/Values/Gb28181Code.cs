using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Domain.Values;

/// <summary>
/// Unified code of a device, platform or organization in video networks (GB/T 28181-2016 annex D.1): 20 digits. There is no check
/// digit: a mistyped digit gives another well-formed code, hence the checks of <see cref="IsPlausible"/> and the registration's own.
/// </summary>
public sealed record Gb28181Code
{
    public const int Length = 20;

    private const string ConstructionIndustry = "44";
    private const char PublicInternet = '7';

    private Gb28181Code(string value) => Value = value;

    public string Value { get; }

    /// <summary>Eight digits: region (six) and local station (two).</summary>
    public string Center => Value[..8];

    /// <summary>Six digits; compare with the site's region.</summary>
    public string RegionDigits => Value[..6];

    /// <summary>Two digits of the trade that runs it; 44 is construction.</summary>
    public string Industry => Value[8..10];

    /// <summary>Three digits: 111 DVR, 118 NVR, 131 camera, 132 network camera, 200 signalling server, 215 business group, 216 virtual organization …</summary>
    public string DeviceType => Value[10..13];

    /// <summary>One digit of the network it is reached through; 7 is the public internet.</summary>
    public char Network => Value[13];

    /// <summary>Six digits, given by the platform within all that stands before.</summary>
    public string Serial => Value[14..];

    /// <summary>
    /// False when the province does not exist or the trade is not in the standard's list. Real platforms use such codes, so they are
    /// taken, with a warning.
    /// </summary>
    public bool IsPlausible => RegionCode.IsProvince(Value.AsSpan(0, 2)) && int.Parse(Industry, CultureInfo.InvariantCulture) is <= 14 or (>= 40 and <= 45);

    public static bool TryParse(string? text, [NotNullWhen(true)] out Gb28181Code? code)
    {
        code = text is { Length: Length } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? new Gb28181Code(text) : null;
        return code is not null;
    }

    /// <exception cref="DomainException"><c>values.gb28181-code-malformed</c></exception>
    public static Gb28181Code Parse(string? text) =>
        TryParse(text, out var code) ? code : throw new DomainException("values.gb28181-code-malformed", text ?? "");

    /// <summary>
    /// The part of a code that comes before the serial, for a device of a construction site: region and station 00, trade 44
    /// (construction), type, network 7 (public internet).
    /// </summary>
    /// <param name="region">County or district of the site.</param>
    /// <param name="deviceType">Three digits.</param>
    public static string SitePrefix(RegionCode region, string deviceType)
    {
        ArgumentNullException.ThrowIfNull(region);
        return $"{region.Value}00{ConstructionIndustry}{deviceType}{PublicInternet}";
    }

    public override string ToString() => Value;
}
