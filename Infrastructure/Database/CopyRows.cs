using Npgsql;
using NpgsqlTypes;

namespace Infrastructure.Database;

/// <summary>Bulk work in PostgreSQL's own way.</summary>
internal static class CopyRows
{
    public static async Task InsertAsync<T>(
        NpgsqlConnection connection, BulkColumns<T> columns, IReadOnlyList<T> rows, long[] keys, CancellationToken cancellationToken)
        where T : class
    {
        var names = columns.Columns.Select(column => column.Name);
        if (columns.KeyColumn is { } key) names = names.Prepend(key);
        var copy = $"COPY \"{columns.TableName}\" ({string.Join(", ", names.Select(name => $"\"{name}\""))}) FROM STDIN (FORMAT BINARY)";
        await using var importer = await connection.BeginBinaryImportAsync(copy, cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            await importer.StartRowAsync(cancellationToken);
            if (columns.DrawsKeys) await importer.WriteAsync(keys[i], NpgsqlDbType.Bigint, cancellationToken);
            foreach (var column in columns.Columns) await column.WriteAsync(importer, rows[i], cancellationToken);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    /// <summary>
    /// Lets the transaction look rows up by index whatever the size of a table was when a statement was planned: tables of what machines send
    /// grow from nothing to millions within the life of a prepared statement.
    /// </summary>
    public static async Task PreferIndexesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SET LOCAL enable_seqscan = off", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <remarks>LIMIT keeps the planner from turning the look-ups into a join over the whole table.</remarks>
    public static async Task<HashSet<GivenName>> ExistingAsync(
        NpgsqlConnection connection, NameLookup lookup, IReadOnlyCollection<GivenName> names, CancellationToken cancellationToken)
    {
        var flag = lookup.Flag is { } f ? $" AND t.\"{f.Column}\" = {(f.Value ? "TRUE" : "FALSE")}" : "";
#pragma warning disable CA2100 // Names of the model and constants; what came from outside is a parameter.
        await using var command = new NpgsqlCommand(
            $"SELECT k.s, k.n FROM unnest($1, $2) AS k(s, n), LATERAL (SELECT 1 FROM \"{lookup.Table}\" t " +
            $"WHERE t.\"{lookup.Source}\" = k.s AND t.\"{lookup.Name}\" = k.n{flag} LIMIT 1) found",
            connection);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. names.Select(name => name.SourceId)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names.Select(name => name.Name)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        HashSet<GivenName> found = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found.Add(new GivenName(reader.GetInt64(0), reader.GetString(1)));
        return found;
    }
}
