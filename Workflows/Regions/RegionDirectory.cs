using Domain.Organizations;
using Domain.Regions;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Regions;

/// <summary>
/// What region codes are called. Names change once in years, so each node keeps them and reads them anew every ten minutes.
/// </summary>
public sealed class RegionDirectory(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private volatile Kept? _kept;

    /// <summary>All names at once, so that a list looks up its rows without asking for each.</summary>
    public async ValueTask<RegionLookup> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_kept is { } kept && time.GetElapsedTime(kept.ReadAt) < KeptFor) return kept.Lookup;
        var readAt = time.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var regions = await db.Set<Region>().OrderBy(r => r.Code)
            .Select(r => new RegionName(r.Code, r.Name, r.ParentCode)).ToListAsync(cancellationToken);
        var lookup = new RegionLookup(regions);
        // An empty list means that the import has yet to run; it is not worth keeping.
        if (regions.Count > 0) _kept = new Kept(lookup, readAt);
        return lookup;
    }

    /// <summary>The counties and districts that have a county regulator, in order of code: the only places where a site can be registered.</summary>
    public async Task<IReadOnlyList<RegionName>> RegulatedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<Region>()
            .Where(r => db.Set<Organization>().Any(o => o.Kind == OrganizationKind.CountyRegulator && o.Enabled && o.RegionCode == r.Code))
            .OrderBy(r => r.Code).Select(r => new RegionName(r.Code, r.Name, r.ParentCode)).ToListAsync(cancellationToken);
    }

    private sealed record Kept(RegionLookup Lookup, long ReadAt);
}

/// <summary>A region's name.</summary>
public sealed record RegionName(string Code, string Name, string? ParentCode);

/// <summary>Names by code.</summary>
public sealed class RegionLookup(IReadOnlyList<RegionName> regions)
{
    private readonly Dictionary<string, RegionName> _byCode = regions.ToDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The region of a code; null for one that is not listed (any more).</summary>
    public RegionName? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>The name alone, as within one city; the code itself for a region that is not listed (any more).</summary>
    public string Of(string? code) => code is null ? "" : _byCode.TryGetValue(code, out var region) ? region.Name : code;

    /// <summary>With the division above it, as 湛江市霞山区.</summary>
    public string Full(string? code) =>
        code is not null && _byCode.TryGetValue(code, out var region) && region.ParentCode is { } parent && RegionCode.Parse(code).Level == RegionLevel.County
            ? Of(parent) + region.Name
            : Of(code);

    /// <summary>The divisions directly below one, in order of code; provinces for null.</summary>
    public IReadOnlyList<RegionName> Below(string? code) => [.. regions.Where(r => r.ParentCode == code)];
}
