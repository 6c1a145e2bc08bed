using System.Collections.Frozen;

namespace Infrastructure.Regions;

/// <summary>
/// Letters that site numbers begin with: initials of the district's name, as PD for 浦东 in S0. S0 shows no others, so these are this
/// product's defaults; an administrator can change them. Unique within a city.
/// </summary>
internal static class DistrictLetters
{
    public static FrozenDictionary<string, string> Of { get; } = new Dictionary<string, string>
    {
        ["310101"] = "HP",
        ["310104"] = "XH",
        ["310105"] = "CN",
        ["310106"] = "JA",
        ["310107"] = "PT",
        ["310109"] = "HK",
        ["310110"] = "YP",
        ["310112"] = "MH",
        ["310113"] = "BS",
        ["310114"] = "JD",
        ["310115"] = "PD",
        ["310116"] = "JS",
        ["310117"] = "SJ",
        ["310118"] = "QP",
        ["310120"] = "FX",
        ["310151"] = "CM",
        ["440802"] = "CK",
        ["440803"] = "XS",
        ["440804"] = "PT",
        ["440811"] = "MZ",
        ["440823"] = "SX",
        ["440825"] = "XW",
        ["440881"] = "LJ",
        ["440882"] = "LZ",
        ["440883"] = "WC",
    }.ToFrozenDictionary();
}
