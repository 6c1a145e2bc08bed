using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Infrastructure.Database;

/// <summary>Bulk work in PostgreSQL's own ways.</summary>
internal static class PostgreSqlRows
{
    /// <summary>One INSERT of all rows, each column an array: the statement is the same however many rows there are, so it stays prepared.</summary>
    public static NpgsqlBatchCommand InsertCommand<T>(BulkColumns<T> columns, IReadOnlyList<T> rows, ReadOnlySpan<long> keys)
        where T : class
    {
        var command = new NpgsqlBatchCommand();
        if (columns.DrawsKeys) command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        foreach (var column in columns.Columns) command.Parameters.Add(column.Array(rows));
        var arrays = string.Join(", ", Enumerable.Range(1, command.Parameters.Count).Select(number => $"${number}"));
        command.CommandText = $"INSERT INTO \"{columns.TableName}\" ({Names(columns)}) SELECT * FROM unnest({arrays})";
        return command;
    }

    public static async Task CopyAsync<T>(
        NpgsqlConnection connection, BulkColumns<T> columns, IReadOnlyList<T> rows, ReadOnlyMemory<long> keys, CancellationToken cancellationToken)
        where T : class
    {
        await using var importer = await connection.BeginBinaryImportAsync($"COPY \"{columns.TableName}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            await importer.StartRowAsync(cancellationToken);
            if (columns.DrawsKeys) await importer.WriteAsync(keys.Span[i], NpgsqlDbType.Bigint, cancellationToken);
            foreach (var column in columns.Columns) await column.WriteAsync(importer, rows[i], cancellationToken);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    /// <summary>Looks each name up by itself: LIMIT keeps the planner from turning that into a join over the whole table.</summary>
    public static (string Text, DbParameter[] Parameters) LookUp(NameLookup lookup, IReadOnlyCollection<GivenName> names)
    {
        var flag = lookup.Flag is { } f ? $" AND t.\"{f.Column}\" = {(f.Value ? "TRUE" : "FALSE")}" : "";
        var text = $"SELECT k.s, k.n FROM unnest($1, $2) AS k(s, n), LATERAL (SELECT 1 FROM \"{lookup.Table}\" t " +
            $"WHERE t.\"{lookup.Source}\" = k.s AND t.\"{lookup.Name}\" = k.n{flag} LIMIT 1) found";
        return (text,
        [
            new NpgsqlParameter<long[]> { TypedValue = [.. names.Select(name => name.SourceId)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            new NpgsqlParameter<string[]> { TypedValue = [.. names.Select(name => name.Name)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        ]);
    }

    private static string Names<T>(BulkColumns<T> columns)
        where T : class
    {
        var names = columns.Columns.Select(column => column.Name);
        if (columns.KeyColumn is { } key) names = names.Prepend(key);
        return string.Join(", ", names.Select(name => $"\"{name}\""));
    }
}
