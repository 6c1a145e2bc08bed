using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Ingest;

/// <summary>Which nonces of a group have been used within their lifetime, on whichever node.</summary>
internal static class NonceCheck
{
    /// <summary>Adds the question which ones are stored.</summary>
    public static IReadOnlySet<GivenName> Ask(BulkWriter bulk, QueryBatch batch, IEnumerable<Submission> uploads) =>
        bulk.AddLookup<UsedNonce>(
            batch, nameof(UsedNonce.SourceId), nameof(UsedNonce.Nonce), uploads.Where(s => s.Nonce is not null).Select(s => new GivenName(s.Key.Id, s.Nonce!)).ToHashSet());

    /// <summary>Of the stored ones those that still count. The others were not cleared away yet; they are deleted, so that they can be used again.</summary>
    public static async Task<IReadOnlySet<GivenName>> WithoutOutlivedAsync(
        PortalDbContext db, IReadOnlySet<GivenName> used, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (used.Count == 0) return used;
        var cutoff = now - UsedNonce.Lifetime;
        HashSet<GivenName> fresh = [.. used];
        foreach (var of in used.GroupBy(name => name.SourceId))
        {
            var nonces = of.Select(name => name.Name).ToArray();
            var outlived = db.Set<UsedNonce>().Where(n => n.SourceId == of.Key && nonces.Contains(n.Nonce) && n.At <= cutoff);
            var free = await outlived.Select(n => n.Nonce).ToListAsync(cancellationToken);
            if (free.Count == 0) continue;
            await db.Set<UsedNonce>().Where(n => n.SourceId == of.Key && free.Contains(n.Nonce) && n.At <= cutoff).ExecuteDeleteAsync(cancellationToken);
            fresh.ExceptWith(free.Select(nonce => new GivenName(of.Key, nonce)));
        }

        return fresh;
    }
}
