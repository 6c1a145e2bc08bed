using System.Collections.Concurrent;
using System.Security.Cryptography;
using Domain.Suppliers;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Ingest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workflows.Suppliers;

namespace Workflows.Ingest;

/// <summary>
/// Keys by what machines name them, kept in memory so that a signature is checked without asking the database. Only what never changes is
/// kept: a key that is disabled is found out in the transaction that would store its records. That a name is unknown is kept too, so that
/// outsiders cannot make the database work.
/// </summary>
public sealed partial class KnownKeys(IDbContextFactory<PortalDbContext> databases, SecretSeal seal, TimeProvider time, ILogger<KnownKeys> log)
{
    /// <summary>A name that was made up may be given to a key later, however unlikely.</summary>
    private static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(1);

    /// <summary>Names kept; beyond that all are forgotten, which costs a query each.</summary>
    private const int MaxNames = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _names = new(StringComparer.Ordinal);

    /// <returns>Null when there is no such key.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot be asked.</exception>
    public ValueTask<IngestKey?> FindAsync(string keyId, CancellationToken cancellationToken = default) =>
        _names.TryGetValue(keyId, out var known) && (known.Key is not null || known.AskedAt + UnknownFor > time.GetUtcNow())
            ? new ValueTask<IngestKey?>(known.Key)
            : new ValueTask<IngestKey?>(ReadAsync(keyId, cancellationToken));

    private async Task<IngestKey?> ReadAsync(string keyId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<SupplierKey>().AsNoTracking().Where(k => k.KeyId == keyId)
            .Select(k => new { k.Id, k.KeyId, k.SupplierId, k.OwnerId, k.SealedSecret }).SingleOrDefaultAsync(cancellationToken);
        // A server that does not tell small letters from capitals finds what was not named.
        var key = row is null || row.KeyId != keyId ? null : Unsealed(row.Id, row.KeyId, new KeyReach(row.SupplierId, row.OwnerId), row.SealedSecret);
        if (_names.Count >= MaxNames) _names.Clear();
        _names[keyId] = new Entry(key, time.GetUtcNow());
        return key;
    }

    /// <summary>A secret that cannot be opened (another master key) is no secret: the key is as good as unknown, and the log says why.</summary>
    private IngestKey? Unsealed(long id, string keyId, KeyReach reach, byte[] sealedSecret)
    {
        try
        {
            return new IngestKey(id, keyId, reach, new SigningKey(SupplierSecrets.Unseal(seal, keyId, sealedSecret)));
        }
        catch (CryptographicException exception)
        {
            LogUnreadable(exception, keyId);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The secret of key {KeyId} cannot be unsealed")]
    private partial void LogUnreadable(Exception exception, string keyId);

    private sealed record Entry(IngestKey? Key, DateTimeOffset AskedAt);
}
