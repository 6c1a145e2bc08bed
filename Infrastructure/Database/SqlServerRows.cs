using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Infrastructure.Database;

/// <summary>Bulk work in SQL Server's own way.</summary>
internal static class SqlServerRows
{
    public static async Task InsertAsync<T>(
        PortalDbContext db, BulkColumns<T> columns, IReadOnlyList<T> rows, ReadOnlyMemory<long> keys, CancellationToken cancellationToken)
        where T : class
    {
        using var table = new DataTable();
        if (columns.KeyColumn is { } key) table.Columns.Add(key, typeof(long));
        foreach (var column in columns.Columns) table.Columns.Add(column.Name, column.StoredType);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = table.NewRow();
            var at = 0;
            if (columns.DrawsKeys) row[at++] = keys.Span[i];
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

    public static (string Text, DbParameter[] Parameters) LookUp(NameLookup lookup, IReadOnlyCollection<GivenName> names)
    {
        var flag = lookup.Flag is { } f ? $" AND t.[{f.Column}] = {(f.Value ? 1 : 0)}" : "";
        var text =
            $"SELECT k.s, k.n FROM OPENJSON(@names) WITH (s bigint '$.SourceId', n nvarchar(64) '$.Name') k WHERE EXISTS (SELECT 1 FROM [{lookup.Table}] t " +
            $"WHERE t.[{lookup.Source}] = k.s AND t.[{lookup.Name}] = k.n COLLATE {SqlServerPortalDbContext.CodePoints}{flag})";
        return (text, [new SqlParameter("@names", SqlDbType.NVarChar, -1) { Value = JsonSerializer.Serialize(names) }]);
    }
}
