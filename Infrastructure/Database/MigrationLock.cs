using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>
/// Lets one node at a time migrate. EF Core's own lock covers neither the creation of the database nor, on PostgreSQL, the creation of
/// the history table, which is exactly what two nodes meet in when they start together on an empty server.
/// </summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    private const long LockKey = 0x506F7274616C; // "Portal"
    private const int SqlServerDatabaseExists = 1801;

    private readonly NpgsqlConnection? _connection;

    private MigrationLock(NpgsqlConnection? connection) => _connection = connection;

    public static async Task CreateIfMissingAsync(DbContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken)) return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was faster; that is as good.
        }
        catch (SqlException exception) when (exception.Number == SqlServerDatabaseExists)
        {
            // Another node was faster; that is as good.
        }
    }

    /// <summary>Waits for its turn. On SQL Server there is nothing to take: EF Core holds an application lock while it migrates.</summary>
    public static async Task<MigrationLock> TakeAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (!context.Database.IsNpgsql()) return new MigrationLock(null);
        var connectionString = new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString()) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = LockKey } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new MigrationLock(connection);
    }

    /// <summary>Closing the connection gives the lock back, even when the process dies.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }
}
