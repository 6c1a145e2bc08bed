using System.Collections.Concurrent;
using Workflows.Regions;

namespace Portal.Regions;

/// <summary>Names of counties and districts for lists. Kept a few minutes: a renamed region need not be seen at once.</summary>
public sealed class RegionNames(RegionList regions, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyDictionary<string, string> Names)> _kept = [];

    /// <summary>The name of a county or district; its code when it is not stored.</summary>
    public async Task<string> OfAsync(string code) => (await AsideAsync(code)).GetValueOrDefault(code, code);

    /// <summary>Names of several, by code.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in codes.Distinct(StringComparer.Ordinal)) names[code] = await OfAsync(code);
        return names;
    }

    /// <summary>The counties or districts that a regulator's or operator's region holds; the region itself when it is one.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WithinAsync(string? region)
    {
        if (region is null) return new Dictionary<string, string>(StringComparer.Ordinal);
        if (!region.EndsWith("00", StringComparison.Ordinal)) return new Dictionary<string, string>(StringComparer.Ordinal) { [region] = await OfAsync(region) };
        return await BelowAsync(region);
    }

    private async Task<IReadOnlyDictionary<string, string>> AsideAsync(string code)
    {
        var inCity = await BelowAsync(code[..4] + "00");
        return inCity.ContainsKey(code) ? inCity : await BelowAsync(code[..2] + "0000");
    }

    private async Task<IReadOnlyDictionary<string, string>> BelowAsync(string parent)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(parent, out var kept) && now - kept.At < Keep) return kept.Names;
        var names = (await regions.BelowAsync(parent)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        _kept[parent] = (now, names);
        return names;
    }
}
