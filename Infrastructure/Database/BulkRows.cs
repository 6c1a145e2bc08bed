using Npgsql;

namespace Infrastructure.Database;

/// <summary>New rows of one table, to be written together with those of others.</summary>
public abstract class BulkRows
{
    /// <param name="rows">In the order in which they are written.</param>
    public static BulkRows Of<T>(IReadOnlyList<T> rows)
        where T : class => new BulkRows<T>(rows);

    /// <summary>How many.</summary>
    public abstract int Count { get; }

    /// <summary>How many keys of the key sequence they need.</summary>
    internal abstract int KeysNeeded(BulkModel model);

    internal abstract NpgsqlBatchCommand InsertCommand(BulkModel model, ReadOnlySpan<long> keys);

    internal abstract Task CopyAsync(NpgsqlConnection connection, BulkModel model, ReadOnlyMemory<long> keys, CancellationToken cancellationToken);

    internal abstract Task InsertAsync(PortalDbContext db, BulkModel model, ReadOnlyMemory<long> keys, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class BulkRows<T>(IReadOnlyList<T> rows) : BulkRows
    where T : class
{
    public override int Count => rows.Count;

    internal override int KeysNeeded(BulkModel model) => model.Of<T>().DrawsKeys ? rows.Count : 0;

    internal override NpgsqlBatchCommand InsertCommand(BulkModel model, ReadOnlySpan<long> keys) => PostgreSqlRows.InsertCommand(model.Of<T>(), rows, keys);

    internal override Task CopyAsync(NpgsqlConnection connection, BulkModel model, ReadOnlyMemory<long> keys, CancellationToken cancellationToken) =>
        PostgreSqlRows.CopyAsync(connection, model.Of<T>(), rows, keys, cancellationToken);

    internal override Task InsertAsync(PortalDbContext db, BulkModel model, ReadOnlyMemory<long> keys, CancellationToken cancellationToken) =>
        SqlServerRows.InsertAsync(db, model.Of<T>(), rows, keys, cancellationToken);
}
