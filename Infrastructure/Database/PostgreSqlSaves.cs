using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>
/// Writes what EF tracked in one round trip: statements made once per table and set of columns, sent as one batch, which the server runs as one
/// transaction of its own. EF's way builds the text anew at each save, and holds a transaction open to count the rows before it commits;
/// here a row that somebody else changed meanwhile makes its statement fail, and with it the whole batch. A save inside an open transaction,
/// or of something unusual (<see cref="RowStatements"/>), goes EF's way. SQL Server always does.
/// </summary>
internal sealed class PostgreSqlSaves(DatabaseDependencies dependencies, RelationalDatabaseDependencies relationalDependencies)
    : RelationalDatabase(dependencies, relationalDependencies)
{
    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var connection = RelationalDependencies.Connection;
        if (connection.CurrentTransaction is not null || SaveOrder.Of(entries) is not { } ordered) return await base.SaveChangesAsync(entries, cancellationToken);

        await connection.OpenAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)connection.DbConnection);
            if (connection.CommandTimeout is { } seconds) batch.Timeout = seconds;
            foreach (var (entry, statements) in ordered) batch.BatchCommands.Add(statements.CommandFor(entry));
            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw Translated(exception, batch, ordered);
            }
        }
        finally
        {
            await connection.CloseAsync();
        }

        return entries.Count;
    }

    /// <summary>The exceptions that EF throws, which services and <see cref="DatabaseErrors"/> know.</summary>
    private static DbUpdateException Translated(Exception exception, NpgsqlBatch batch, List<(IUpdateEntry Entry, RowStatements Statements)> ordered)
    {
        var failed = exception is PostgresException { BatchCommand: { } command } ? batch.BatchCommands.IndexOf(command) : -1;
        IReadOnlyList<IUpdateEntry> about = failed < 0 ? [.. ordered.Select(row => row.Entry)] : [ordered[failed].Entry];
        return exception is PostgresException { SqlState: PostgresErrorCodes.DivisionByZero }
            ? new DbUpdateConcurrencyException("A row was changed or deleted by somebody else since it was read.", exception, about)
            : new DbUpdateException("The changes could not be saved.", exception, about);
    }
}
