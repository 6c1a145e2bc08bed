using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Infrastructure.Database;

/// <summary>Bulk work in PostgreSQL's own ways.</summary>
internal static class PostgreSqlRows
{
    /// <summary>
    /// One INSERT of all rows, each column an array: the statement is the same however many rows there are, so it stays prepared. The arrays are
    /// taken apart in the select list, where the server steps through all of them at once; in FROM it would first copy each into a store of its own.
    /// </summary>
    public static NpgsqlBatchCommand InsertCommand<T>(BulkColumns<T> columns, IReadOnlyList<T> rows, ReadOnlySpan<long> keys)
        where T : class
    {
        var command = new NpgsqlBatchCommand(columns.InsertText);
        if (columns.DrawsKeys) command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = keys.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        foreach (var column in columns.Columns) command.Parameters.Add(column.Array(rows));
        return command;
    }

    /// <summary>Text of <see cref="InsertCommand"/>.</summary>
    public static string InsertText(string table, IReadOnlyList<string> columns) =>
        $"INSERT INTO \"{table}\" ({Names(columns)}) SELECT {string.Join(", ", Enumerable.Range(1, columns.Count).Select(number => $"unnest(${number})"))}";

    /// <summary>All rows by COPY. Where that fails the transaction is to be given up, with what has been copied.</summary>
    public static async Task CopyAsync<T>(
        NpgsqlConnection connection, BulkColumns<T> columns, IReadOnlyList<T> rows, ReadOnlyMemory<long> keys, CancellationToken cancellationToken)
        where T : class
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync(columns.CopyText, cancellationToken);
        using var buffer = new CopyBuffer(stream);
        buffer.WriteHeader();
        for (var i = 0; i < rows.Count; i++)
        {
            buffer.StartRow(columns.Written);
            if (columns.DrawsKeys) buffer.Write(keys.Span[i]);
            foreach (var column in columns.Columns) column.Encode(buffer, rows[i]);
            await buffer.SendIfFullAsync(cancellationToken);
        }

        buffer.WriteTrailer();
        await buffer.SendAsync(cancellationToken);
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

    /// <summary>Text of <see cref="CopyAsync"/>.</summary>
    public static string CopyText(string table, IReadOnlyList<string> columns) => $"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)";

    private static string Names(IReadOnlyList<string> columns) => string.Join(", ", columns.Select(name => $"\"{name}\""));
}
