using Domain.Ingest;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Ingest;

/// <summary>Which nonces of a group have been used within their lifetime, on whichever node.</summary>
internal static class NonceCheck
{
    /// <remarks>One that has outlived it and was not cleared away yet is deleted, in the caller's transaction, so that it can be used again.</remarks>
    public static async Task<IReadOnlySet<GivenName>> UsedAsync(
        PortalDbContext db, BulkWriter bulk, IEnumerable<Submission> uploads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var given = uploads.Where(s => s.Nonce is not null).Select(s => new GivenName(s.Key.Id, s.Nonce!)).ToHashSet();
        var used = await bulk.ExistingAsync<UsedNonce>(db, nameof(UsedNonce.SourceId), nameof(UsedNonce.Nonce), given, cancellationToken: cancellationToken);
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
