using Domain.Regions;
using Infrastructure.Database;
using Infrastructure.Regions;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Regions;

/// <summary>The administrative divisions that forms choose from.</summary>
public sealed class RegionList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The divisions directly below one; the provinces for null. In order of code.</summary>
    public async Task<IReadOnlyList<RegionView>> BelowAsync(string? parentCode, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Region>().Where(region => region.ParentCode == parentCode).OrderBy(region => region.Code)
            .Select(region => new RegionView(region.Code, region.Name, region.Letters))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Stores the package's regions that are missing. What is stored stays as it is, because administrators edit it and cases point
    /// at it. For the start of a node: may run on several at once, and again.
    /// </summary>
    public async Task ImportPackagedAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.Set<Region>().Select(region => region.Code).ToHashSetAsync(cancellationToken);
        context.AddRange(PackagedRegions.Load().Where(region => !stored.Contains(region.Code)));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation("PK_Region"))
        {
            // Another node, started at the same moment, was faster; that is as good.
        }
    }
}

/// <summary>A region to choose.</summary>
/// <param name="Letters"><see cref="Region.Letters"/></param>
public sealed record RegionView(string Code, string Name, string? Letters);
