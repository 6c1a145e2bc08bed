using Domain.Captures;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Registration;

namespace Workflows.Captures;

/// <summary>
/// Finds captures among millions. What makes a list slow is another way for each reader and filter, so the way is chosen here and not left
/// to the server's guess:
/// a whole plate or manifest number by its index; few points each by its own index, merged; many points along the time.
/// </summary>
internal sealed class CaptureSearch
{
    /// <summary>Up to so many points are each looked up.</summary>
    private const int FewPoints = 2_000;

    /// <summary>Up to so many captures whose plate begins so are sorted; beyond, they are so many that a walk along the time meets them soon.</summary>
    private const int FewMatches = 20_000;

    private readonly PortalDbContext _db;
    private readonly Actor _actor;
    private readonly CaptureQuery _query;
    private readonly IQueryable<DeviceRegistration> _points;

    private CaptureSearch(PortalDbContext db, Actor actor, CaptureQuery query)
    {
        (_db, _actor, _query) = (db, actor, query);
        _points = Points(db, actor, query);
    }

    /// <summary>Everything that fits, in no order and however much it is: for an export.</summary>
    public static IQueryable<Capture> All(PortalDbContext db, Actor actor, CaptureQuery query)
    {
        var search = new CaptureSearch(db, actor, query);
        return search.Filtered().Where(c => search._points.Any(p => p.Id == c.RegistrationId));
    }

    /// <summary>The rows of a slice, and one more where there are more; towards newer rows the oldest come first.</summary>
    public static async Task<IQueryable<Capture>> SliceAsync(PortalDbContext db, Actor actor, CaptureQuery query, CancellationToken cancellationToken) =>
        await new CaptureSearch(db, actor, query).SliceAsync(cancellationToken);

    private static IQueryable<DeviceRegistration> Points(PortalDbContext db, Actor actor, CaptureQuery query)
    {
        var points = db.Set<DeviceRegistration>().VisibleTo(db, actor).Where(r => r.State != RegistrationState.Draft);
        if (query.RegistrationId is { } one) points = points.Where(r => r.Id == one);
        if (string.IsNullOrWhiteSpace(query.Point)) return points;
        var like = LikePattern.Containing(query.Point.Trim());
        return points.Where(r => EF.Functions.Like(r.AccessNumber!, like, LikePattern.Escape)
            || db.Set<Site>().Any(s => s.Id == r.SiteId && EF.Functions.Like(s.Name, like, LikePattern.Escape)));
    }

    private async Task<IQueryable<Capture>> SliceAsync(CancellationToken cancellationToken)
    {
        var ids = await _points.OrderBy(r => r.Id).Select(r => r.Id).Take(FewPoints + 1).ToListAsync(cancellationToken);
        var filtered = Beyond(Filtered());
        if (ids.Count == 0) return Ordered(filtered.Where(_ => false));
        if (IsNamed || await HasFewMatchesAsync(cancellationToken)) return Ordered(OfPoints(filtered, ids)).Take(_query.Slice.Take);

        var all = await _db.Set<DeviceRegistration>().CountAsync(r => r.State != RegistrationState.Draft, cancellationToken);
        if (IsFew(ids.Count, all)) return Merged(filtered, ids);
        var everything = ids.Count <= FewPoints ? ids.Count == all : await _points.CountAsync(cancellationToken) == all;
        return Ordered(everything ? filtered : OfPoints(filtered, ids)).Take(_query.Slice.Take);
    }

    /// <summary>A whole plate or manifest number: its index leaves few rows.</summary>
    private bool IsNamed => !string.IsNullOrWhiteSpace(_query.ManifestNumber) || (Plate is { } plate && !plate.Beginning);

    private (string Text, bool Beginning)? Plate => string.IsNullOrWhiteSpace(_query.Plate) ? null
        : _query.Plate.Trim() is var text && text.EndsWith('*') ? (text.TrimEnd('*'), true) : (text, false);

    private async Task<bool> HasFewMatchesAsync(CancellationToken cancellationToken) =>
        Plate is { Text.Length: > 0 } && await Filtered().Take(FewMatches + 1).CountAsync(cancellationToken) <= FewMatches;

    /// <summary>
    /// Looking up each of n points costs n slices; walking along the time, where one row in all/n is theirs, all/n. A filter makes both longer
    /// alike, and the first then goes through many rows for nothing.
    /// </summary>
    private bool IsFew(int points, int all)
    {
        if (points > FewPoints) return false;
        var sparse = _query.Direction is not null || _query.Camera is not null || Plate is not null;
        return points == 1 || (sparse ? (long)points * points <= 16L * all : points * 2 < all);
    }

    private IQueryable<Capture> Merged(IQueryable<Capture> filtered, List<long> ids)
    {
        var take = _query.Slice.Take;
        var points = _db.Set<DeviceRegistration>().Where(r => ids.Contains(r.Id));
        // A lambda inside cannot call Ordered: the whole is one expression. The second condition says nothing but keeps EF from numbering all rows
        // of all points, which is how it asks where the first stands alone.
        return Backwards
            ? Ordered(points.SelectMany(p => filtered.Where(c => c.RegistrationId == p.Id && p.Id > 0).OrderBy(c => c.CapturedAt).ThenBy(c => c.Id).Take(take)))
                .Take(take)
            : Ordered(points.SelectMany(p => filtered.Where(c => c.RegistrationId == p.Id && p.Id > 0)
                .OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).Take(take))).Take(take);
    }

    private IQueryable<Capture> OfPoints(IQueryable<Capture> captures, List<long> ids) => ids.Count <= FewPoints
        ? captures.Where(c => ids.Contains(c.RegistrationId))
        : captures.Where(c => _points.Any(p => p.Id == c.RegistrationId));

    private IQueryable<Capture> Filtered()
    {
        var (query, test) = (_query, _query.Test);
        var captures = _db.Set<Capture>().AsNoTracking().Where(c => c.Test == test);
        // It says nothing about others, and the millions of others need not ask.
        if (test) captures = captures.Where(VisibleRegistrations.Captures(_actor, _db.Set<DeviceRegistration>()));
        if (query.From is { } from) captures = captures.Where(c => c.CapturedAt >= from);
        if (query.Until is { } until) captures = captures.Where(c => c.CapturedAt < until);
        if (query.Direction is { } direction) captures = captures.Where(c => c.Direction == direction);
        if (query.Camera is { } camera) captures = captures.Where(c => c.Camera == camera);
        if (!string.IsNullOrWhiteSpace(query.ManifestNumber))
        {
            var manifest = query.ManifestNumber.Trim();
            captures = captures.Where(c => c.ManifestNumber == manifest);
        }

        if (Plate is not ({ Length: > 0 } plate, var beginning)) return captures;
        if (!beginning) return captures.Where(c => c.Plate == plate);
        // Plates sort by code points: all that begin so lie between the two.
        var end = plate + char.MaxValue;
#pragma warning disable CA1309 // Only this overload becomes SQL, where the column's collation is ordinal.
        return captures.Where(c => string.Compare(c.Plate, plate) >= 0 && string.Compare(c.Plate, end) < 0);
#pragma warning restore CA1309
    }

    private IQueryable<Capture> Beyond(IQueryable<Capture> captures) => _query.Slice.From switch
    {
        { Newer: true, At: var at, Id: var id } => captures.Where(c => c.CapturedAt >= at && (c.CapturedAt > at || c.Id > id)),
        { At: var at, Id: var id } => captures.Where(c => c.CapturedAt <= at && (c.CapturedAt < at || c.Id < id)),
        null => captures,
    };

    private bool Backwards => _query.Slice.From?.Newer == true;

    private IQueryable<Capture> Ordered(IQueryable<Capture> captures) => Backwards
        ? captures.OrderBy(c => c.CapturedAt).ThenBy(c => c.Id)
        : captures.OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id);
}
