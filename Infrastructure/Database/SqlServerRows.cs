using System.Data;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infrastructure.Database;

/// <summary>Bulk work in SQL Server's own way.</summary>
internal static class SqlServerRows
{
    public static async Task InsertAsync<T>(
        PortalDbContext db, BulkColumns<T> columns, IReadOnlyList<T> rows, long[] keys, CancellationToken cancellationToken)
        where T : class
    {
        using var table = new DataTable();
        if (columns.KeyColumn is { } key) table.Columns.Add(key, typeof(long));
        foreach (var column in columns.Columns) table.Columns.Add(column.Name, column.StoredType);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = table.NewRow();
            var at = 0;
            if (columns.DrawsKeys) row[at++] = keys[i];
            foreach (var column in columns.Columns) row[at++] = column.Stored(rows[i]);
            table.Rows.Add(row);
        }

        // Without CheckConstraints foreign keys would not be looked at, and would count as unproven from then on.
        using var copy = new SqlBulkCopy(
            (SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            DestinationTableName = $"[{columns.TableName}]",
        };
        foreach (DataColumn column in table.Columns) copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(table, cancellationToken);
    }

    public static async Task<HashSet<GivenName>> ExistingAsync(
        PortalDbContext db, NameLookup lookup, IReadOnlyCollection<GivenName> names, CancellationToken cancellationToken)
    {
        var flag = lookup.Flag is { } f ? $" AND t.[{f.Column}] = {(f.Value ? 1 : 0)}" : "";
        await using var command = (SqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Names of the model and constants; what came from outside is a parameter.
        command.CommandText =
            $"SELECT k.s, k.n FROM OPENJSON(@names) WITH (s bigint '$.SourceId', n nvarchar(64) '$.Name') k WHERE EXISTS (SELECT 1 FROM [{lookup.Table}] t " +
            $"WHERE t.[{lookup.Source}] = k.s AND t.[{lookup.Name}] = k.n COLLATE Latin1_General_100_BIN2{flag})";
#pragma warning restore CA2100
        command.Parameters.Add("@names", SqlDbType.NVarChar, -1).Value = JsonSerializer.Serialize(names);
        HashSet<GivenName> found = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found.Add(new GivenName(reader.GetInt64(0), reader.GetString(1)));
        return found;
    }
}
