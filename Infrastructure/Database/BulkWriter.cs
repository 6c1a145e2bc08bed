using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>
/// Writes many new rows of one table at once, past the change tracker, in the context's transaction: by COPY on PostgreSQL, by SqlBulkCopy
/// on SQL Server. For what machines send; everything else is saved as usual.
/// </summary>
public sealed class BulkWriter(IDbContextFactory<PortalDbContext> contexts)
{
    private readonly ConcurrentDictionary<Type, object> _columns = new();
    private readonly KeyBlocks _keys = new();

    /// <summary>Inserts the rows in the order given. Keys of the key sequence are drawn for them and not told.</summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="rows">New ones; nothing is done for none.</param>
    /// <param name="cancellationToken">Ends the writing; the transaction is then to be given up.</param>
    /// <exception cref="System.Data.Common.DbException">The server refused a row; see <see cref="DatabaseErrors"/>.</exception>
    public async Task InsertAsync<T>(PortalDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return;
        var columns = ColumnsOf<T>();
        var keys = columns.DrawsKeys ? await _keys.TakeAsync(db, rows.Count, cancellationToken) : [];
        if (db.Database.GetDbConnection() is NpgsqlConnection connection)
            await CopyRows.InsertAsync(connection, columns, rows, keys, cancellationToken);
        else
            await SqlServerRows.InsertAsync(db, columns, rows, keys, cancellationToken);
    }

    /// <summary>Begins a transaction that looks up and writes rows in bulk.</summary>
    public static async Task<IDbContextTransaction> BeginAsync(PortalDbContext db, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (db.Database.GetDbConnection() is NpgsqlConnection connection) await CopyRows.PreferIndexesAsync(connection, cancellationToken);
        return transaction;
    }

    /// <summary>Which of the names are there already, of all that a source has given.</summary>
    /// <param name="db">The context to ask with.</param>
    /// <param name="source">Name of the property that holds who gave the name (long).</param>
    /// <param name="name">Name of the property that holds the name (text).</param>
    /// <param name="names">What is looked for.</param>
    /// <param name="flag">A further property (bool) and its value, where names are unique within it only.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlySet<GivenName>> ExistingAsync<T>(
        PortalDbContext db, string source, string name, IReadOnlyCollection<GivenName> names, (string Property, bool Value)? flag = null,
        CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return new HashSet<GivenName>();
        var columns = ColumnsOf<T>();
        var lookup = new NameLookup(
            columns.TableName, columns.NameOf(source), columns.NameOf(name), flag is { } f ? (columns.NameOf(f.Property), f.Value) : null);
        return db.Database.GetDbConnection() is NpgsqlConnection connection
            ? await CopyRows.ExistingAsync(connection, lookup, names, cancellationToken)
            : await SqlServerRows.ExistingAsync(db, lookup, names, cancellationToken);
    }

    private BulkColumns<T> ColumnsOf<T>()
        where T : class => (BulkColumns<T>)_columns.GetOrAdd(typeof(T), _ =>
        {
            using var context = contexts.CreateDbContext();
            return BulkColumns<T>.Of(context.Model);
        });
}

/// <summary>A name that a source (a key, a device) has given to a row.</summary>
public readonly record struct GivenName(long SourceId, string Name);

/// <summary>Where names are looked for: table and columns.</summary>
internal sealed record NameLookup(string Table, string Source, string Name, (string Column, bool Value)? Flag);
