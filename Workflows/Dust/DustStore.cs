using System.Data.Common;
using Domain.Devices;
using Domain.Dust;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Dust;

/// <summary>Writes what instruments sent, many in one transaction: new readings, one signal window per device, the frames.</summary>
public sealed class DustStore(IDbContextFactory<PortalDbContext> databases, BulkWriter bulk)
{
    /// <summary>Times that it is written again because another node was faster with a reading.</summary>
    private const int Attempts = 3;

    /// <summary>All or nothing. A reading that is there already is left as it is.</summary>
    /// <exception cref="DbException">The database refuses a row or does not answer; see <see cref="DatabaseErrors"/>.</exception>
    internal async Task StoreAsync(IReadOnlyCollection<DustArrival> arrivals, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryStoreAsync(arrivals, cancellationToken);
                return;
            }
            catch (DbException exception) when (attempt < Attempts && exception.IsCollision())
            {
                // Another node stored the same reading in the same moment; the next look finds it.
            }
        }
    }

    private async Task TryStoreAsync(IReadOnlyCollection<DustArrival> arrivals, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sent = arrivals.Select(arrival => arrival.Reading).OfType<DustFacts>().DistinctBy(NameOf).ToList();
        var batch = BulkWriter.BeginBatch(db);
        var known = bulk.AddLookup<DustReading>(batch, nameof(DustReading.SourceId), nameof(DustReading.RecordId), sent.ConvertAll(NameOf));
        await batch.RunAsync(cancellationToken);
        // In the order of their names, so that two nodes that meet in some wait for each other one way only.
        var fresh = sent.Where(reading => !known.Contains(NameOf(reading))).OrderBy(r => r.SourceId).ThenBy(r => r.RecordId, StringComparer.Ordinal).ToList();
        BulkRows[] tables =
        [
            BulkRows.Of(fresh.ConvertAll(reading => new DustReading(reading))), BulkRows.Of(Windows(fresh)),
            BulkRows.Of<DustFrame>([.. arrivals.Select(arrival => new DustFrame(arrival.Frame))]),
        ];
        await bulk.InsertAsync(db, tables, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static List<SignalWindow> Windows(List<DustFacts> readings) =>
    [
        .. readings.GroupBy(reading => reading.DeviceId).OrderBy(device => device.Key)
            .Select(device => new SignalWindow(device.Key, device.Min(reading => reading.At), device.Max(reading => reading.At))),
    ];

    private static GivenName NameOf(DustFacts reading) => new(reading.SourceId, reading.RecordId);
}
