using Domain.Devices;
using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>Writes what instruments sent, many in one transaction: new readings, one signal window per device, the frames.</summary>
public sealed class DustStore(IDbContextFactory<PortalDbContext> databases)
{
    private const int Attempts = 3;

    /// <summary>All or nothing. A reading that is there already is left as it is.</summary>
    /// <exception cref="DbUpdateException">The database refuses a row.</exception>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    internal async Task StoreAsync(IReadOnlyCollection<DustArrival> arrivals, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryStoreAsync(arrivals, cancellationToken);
                return;
            }
            catch (DbUpdateException exception) when (attempt < Attempts && exception.IsUniqueViolation())
            {
                // Another node stored the same reading in the same moment; the next look finds it.
            }
        }
    }

    private async Task TryStoreAsync(IReadOnlyCollection<DustArrival> arrivals, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sent = arrivals.Select(arrival => arrival.Reading).OfType<DustFacts>().DistinctBy(reading => (reading.SourceId, reading.RecordId)).ToList();
        var known = await KnownAsync(db, sent, cancellationToken);
        var fresh = sent.Where(reading => !known.Contains((reading.SourceId, reading.RecordId))).ToList();
        db.AddRange(fresh.Select(reading => new DustReading(reading)));
        db.AddRange(fresh.GroupBy(reading => reading.DeviceId).Select(device =>
            new SignalWindow(device.Key, device.Min(reading => reading.At), device.Max(reading => reading.At))));
        db.AddRange(arrivals.Select(arrival => new DustFrame(arrival.Frame)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<HashSet<(long, string)>> KnownAsync(PortalDbContext db, List<DustFacts> sent, CancellationToken cancellationToken)
    {
        var sources = sent.Select(reading => reading.SourceId).Distinct().ToList();
        var names = sent.Select(reading => reading.RecordId).Distinct().ToList();
        var found = await db.Set<DustReading>().Where(r => sources.Contains(r.SourceId) && names.Contains(r.RecordId))
            .Select(r => new { r.SourceId, r.RecordId }).ToListAsync(cancellationToken);
        return [.. found.Select(r => (r.SourceId, r.RecordId))];
    }
}
