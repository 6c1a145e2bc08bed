using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>
/// Writes many new rows at once, past the change tracker, in the context's transaction: on PostgreSQL a few rows of all tables in one round trip
/// and many rows by COPY, on SQL Server by SqlBulkCopy. For what machines send; everything else is saved as usual.
/// </summary>
public sealed class BulkWriter(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Rows of one table from which on COPY, which takes two round trips of its own, is the faster way.</summary>
    private const int CopyFrom = 500;

    private readonly BulkModel _model = new(contexts);
    private readonly KeyBlocks _keys = new();

    /// <summary>
    /// Begins a batch of questions by letting the open transaction look rows up by index, whatever the size of a table was when a statement was
    /// planned: tables of what machines send grow from nothing to millions while a prepared statement lives.
    /// </summary>
    public static QueryBatch BeginBatch(PortalDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var batch = new QueryBatch(db);
        if (db.Database.CurrentTransaction is not null && db.Database.IsNpgsql()) batch.Add("SET LOCAL enable_seqscan = off", [], null);
        return batch;
    }

    /// <summary>Inserts the rows, table by table in the order given. Keys of the key sequence are drawn for them and not told.</summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="tables">New rows; nothing is done for none.</param>
    /// <param name="cancellationToken">Ends the writing; the transaction is then to be given up.</param>
    /// <exception cref="System.Data.Common.DbException">The server refused a row; see <see cref="DatabaseErrors"/>.</exception>
    public Task InsertAsync(PortalDbContext db, IReadOnlyList<BulkRows> tables, CancellationToken cancellationToken = default) =>
        InsertAsync(db, tables, commit: false, cancellationToken);

    /// <summary>As <see cref="InsertAsync(PortalDbContext, IReadOnlyList{BulkRows}, CancellationToken)"/>, and commits: on PostgreSQL in the same round trip.</summary>
    /// <param name="db">With an open transaction, which has ended then.</param>
    /// <param name="tables">New rows.</param>
    /// <param name="cancellationToken">Ends the writing; whether the transaction was committed is then not known.</param>
    /// <exception cref="System.Data.Common.DbException">As the other.</exception>
    public Task CommitAsync(PortalDbContext db, IReadOnlyList<BulkRows> tables, CancellationToken cancellationToken = default) =>
        InsertAsync(db, tables, commit: true, cancellationToken);

    private async Task InsertAsync(PortalDbContext db, IReadOnlyList<BulkRows> tables, bool commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(tables);
        ReadOnlyMemory<long> keys = await _keys.TakeAsync(db, tables.Sum(table => table.KeysNeeded(_model)), cancellationToken);
        var postgres = db.Database.GetDbConnection() as NpgsqlConnection;
        await using var few = postgres is null ? null : new NpgsqlBatch(postgres, (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var table in tables.Where(table => table.Count > 0))
        {
            var own = keys[..table.KeysNeeded(_model)];
            keys = keys[own.Length..];
            if (few is null) await table.InsertAsync(db, _model, own, cancellationToken);
            else if (table.Count >= CopyFrom) await table.CopyAsync(postgres!, _model, own, cancellationToken);
            else few.BatchCommands.Add(table.InsertCommand(_model, own.Span));
        }

        // A statement that fails keeps those behind it from being run, this one too.
        if (commit && few is not null) few.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        if (few?.BatchCommands.Count > 0) await few.ExecuteNonQueryAsync(cancellationToken);
        if (commit && few is null) await db.Database.CommitTransactionAsync(cancellationToken);
    }

    /// <summary>Adds the question which of the names are there already; the answer is in the set once the batch has run.</summary>
    /// <param name="batch">Of questions.</param>
    /// <param name="source">Name of the property that holds who gave the name (long).</param>
    /// <param name="name">Name of the property that holds the name (text).</param>
    /// <param name="names">What is looked for.</param>
    /// <param name="flag">A further property (bool) and its value, where names are unique within it only.</param>
    public IReadOnlySet<GivenName> AddLookup<T>(QueryBatch batch, string source, string name, IReadOnlyCollection<GivenName> names, (string Property, bool Value)? flag = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(names);
        HashSet<GivenName> found = [];
        if (names.Count == 0) return found;
        var columns = _model.Of<T>();
        var lookup = new NameLookup(
            columns.TableName, columns.NameOf(source), columns.NameOf(name), flag is { } f ? (columns.NameOf(f.Property), f.Value) : null);
        var (text, parameters) = batch.Context.Database.IsNpgsql() ? PostgreSqlRows.LookUp(lookup, names) : SqlServerRows.LookUp(lookup, names);
        batch.Add(text, parameters, row => found.Add(new GivenName(row.GetInt64(0), row.GetString(1))));
        return found;
    }
}

/// <summary>A name that a source (a key, a device) has given to a row.</summary>
public readonly record struct GivenName(long SourceId, string Name);

/// <summary>Where names are looked for: table and columns.</summary>
internal sealed record NameLookup(string Table, string Source, string Name, (string Column, bool Value)? Flag);
