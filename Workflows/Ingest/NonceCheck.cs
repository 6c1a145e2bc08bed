using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Ingest;

/// <summary>Which nonces of a group have been used within their lifetime, on whichever node.</summary>
internal static class NonceCheck
{
    private static readonly RepeatedQuestion StoredNonces = new();

    /// <summary>Adds the question which ones are stored, and since when.</summary>
    public static IReadOnlyList<(Guid Id, DateTimeOffset At)> Ask(PortalDbContext db, QueryBatch batch, IEnumerable<Submission> uploads)
    {
        var ids = uploads.Select(s => s.Nonce).OfType<UsedNonce>().Select(n => n.Id).Distinct().ToArray();
        return ids.Length == 0
            ? []
            : batch.Add(
                StoredNonces, () => db.Set<UsedNonce>().Where(n => ids.Contains(n.Id)).Select(n => new { n.Id, n.At }),
                row => (row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1)), (nameof(ids), ids));
    }

    /// <summary>Of the stored ones those that still count. The others were not cleared away yet; they are deleted, so that they can be used again.</summary>
    public static async Task<IReadOnlySet<Guid>> WithoutOutlivedAsync(
        PortalDbContext db, IReadOnlyList<(Guid Id, DateTimeOffset At)> stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cutoff = now - UsedNonce.Lifetime;
        var outlived = stored.Where(n => n.At <= cutoff).Select(n => n.Id).ToList();
        if (outlived.Count > 0) await db.Set<UsedNonce>().Where(n => outlived.Contains(n.Id) && n.At <= cutoff).ExecuteDeleteAsync(cancellationToken);
        return stored.Where(n => n.At > cutoff).Select(n => n.Id).ToHashSet();
    }
}
