using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Domain.Values;
using Infrastructure.Database;
using Infrastructure.Maps;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;

namespace Workflows.Maps;

/// <summary>What a found place is.</summary>
public enum PlaceKind
{
    County,

    /// <summary>点位: the point of a registration that the reader sees.</summary>
    Point,
}

/// <summary>A place with where it is.</summary>
/// <param name="Detail">Address and access number of a point; empty for a county.</param>
public sealed record Place(PlaceKind Kind, string Name, string Detail, Wgs84Point At);

/// <summary>
/// Finds where something is by its name: counties of the cities that the product has outlines of, and points of sites that the reader sees. There
/// are no streets and houses in it.
/// </summary>
public sealed class PlaceSearch(IDbContextFactory<PortalDbContext> databases)
{
    private const int MaxEach = 8;

    /// <param name="actor">Who looks.</param>
    /// <param name="text">Part of a name, an address or an access number; nothing is found for nothing.</param>
    /// <param name="city">Counties of this city come first: the first four digits of its code.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<Place>> FindAsync(Actor actor, string? text, string? city, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (string.IsNullOrWhiteSpace(text)) return [];
        var wanted = text.Trim();
        var counties = CountyOutlines.Cities.OrderByDescending(c => c == city).SelectMany(CountyOutlines.Of)
            .Where(c => c.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .Take(MaxEach).Select(c => new Place(PlaceKind.County, c.Name, "", c.Centre));
        return [.. counties, .. await PointsAsync(actor, wanted, cancellationToken)];
    }

    private async Task<IEnumerable<Place>> PointsAsync(Actor actor, string text, CancellationToken cancellationToken)
    {
        var like = LikePattern.Containing(text);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (
            from point in db.Set<DeviceRegistration>().VisibleTo(db, actor)
            where point.Longitude != null && point.Latitude != null
            join site in db.Set<Site>() on point.SiteId equals site.Id
            where EF.Functions.Like(point.PointName!, like, LikePattern.Escape) || EF.Functions.Like(point.AccessNumber!, like, LikePattern.Escape)
                || EF.Functions.Like(site.Name, like, LikePattern.Escape) || EF.Functions.Like(site.Address, like, LikePattern.Escape)
            orderby point.AppliedAt descending, point.Id descending
            select new { point.PointName, point.AccessNumber, site.Address, point.Longitude, point.Latitude }).Take(MaxEach).ToListAsync(cancellationToken);
        return found.Select(p => new Place(PlaceKind.Point, p.PointName!, $"{p.Address} · {p.AccessNumber}", Wgs84Point.Create(p.Longitude!.Value, p.Latitude!.Value)));
    }
}
