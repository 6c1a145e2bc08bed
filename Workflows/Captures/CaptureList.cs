using Domain.Captures;
using Domain.Organizations;
using Domain.Registration;
using Domain.Sites;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Lists;

namespace Workflows.Captures;

/// <summary>The list of captures, for those who see their points (<see cref="VisibleRegistrations"/>).</summary>
public sealed class CaptureList(IDbContextFactory<PortalDbContext> databases)
{
    /// <summary>A slice of the list; nothing is counted, because there may be millions.</summary>
    public async Task<SliceOf<CaptureRow>> ListAsync(Actor actor, CaptureQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Rows(db, await CaptureSearch.SliceAsync(db, actor, query, cancellationToken)).ToListAsync(cancellationToken);
        // Whichever way they were asked for.
        var sign = query.Slice.From?.Newer == true ? 1 : -1;
        rows.Sort((a, b) => sign * (a.CapturedAt, a.Id).CompareTo((b.CapturedAt, b.Id)));
        return rows.Slice(query.Slice, row => (row.CapturedAt, row.Id));
    }

    /// <summary>All that the query finds, the newest first.</summary>
    public static RowExport<CaptureRow> Export(Actor actor, CaptureQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Actor = actor,
            Action = "capture.export",
            Filters = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["from"] = query.From,
                ["until"] = query.Until,
                ["registrationId"] = query.RegistrationId,
                ["point"] = query.Point,
                ["plate"] = query.Plate,
                ["manifestNumber"] = query.ManifestNumber,
                ["direction"] = query.Direction,
                ["camera"] = query.Camera,
                ["test"] = query.Test,
            },
            Rows = (db, most) => Rows(db, CaptureSearch.All(db, actor, query).OrderByDescending(c => c.CapturedAt).ThenByDescending(c => c.Id).Take(most)),
        };
    }

    /// <summary>The newest first.</summary>
    internal static IQueryable<CaptureRow> Rows(PortalDbContext db, IQueryable<Capture> captures) =>
        from capture in captures
        join registration in db.Set<DeviceRegistration>() on capture.RegistrationId equals registration.Id
        join site in db.Set<Site>() on registration.SiteId equals site.Id
        orderby capture.CapturedAt descending, capture.Id descending
        select new CaptureRow(
            capture.Id, capture.CapturedAt, registration.Id, registration.AccessNumber!, site.Name, capture.Direction, capture.Camera, capture.Gate, capture.Plate,
            capture.PlateColor, capture.VehicleType, capture.ManifestNumber,
            db.Set<Capture>().Any(other => other.RegistrationId == capture.RegistrationId && other.Test == capture.Test && other.CapturedAt == capture.CapturedAt
                && other.Gate == capture.Gate && other.Direction == capture.Direction && other.Camera != capture.Camera));
}
