using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Testing.Database;

/// <summary>
/// A migrated database from which PostgreSQL copies test databases. Its name carries the hash of the migrations, so that test
/// processes of one run share it and a changed migration makes a new one.
/// </summary>
internal static class PostgreSqlTemplate
{
    private const long LockKey = 0x54656D706C; // "Templ"

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();

    /// <summary>Returns the connection string of the copy.</summary>
    public static async Task<string> CopyAsync(string server, string name)
    {
        var template = await Templates.GetOrAdd(server, key => new Lazy<Task<string>>(() => EnsureAsync(key))).Value;
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30, IncludeErrorDetail = true }.ConnectionString;
    }

    public static async Task DropAsync(string server, string database)
    {
        await using (var connection = new NpgsqlConnection(database)) NpgsqlConnection.ClearPool(connection);
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task<string> EnsureAsync(string server)
    {
        var name = $"portal_template_{HashOfMigrations(server)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", connection) { CommandTimeout = 120 })
            await take.ExecuteNonQueryAsync();
        await using (var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", connection))
            if (await find.ExecuteScalarAsync() is not null)
                return name;

        // Under another name until it is complete: a run that is killed here must not leave half a template behind.
        var building = $"{name}_building";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {building} WITH (FORCE)");
        await MigrateAsync(new NpgsqlConnectionStringBuilder(server) { Database = building, Pooling = false }.ConnectionString);
        await ExecuteAsync(server, $"ALTER DATABASE {building} RENAME TO {name}");
        return name;
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var container = new ServiceCollection().AddPortalDatabase(DatabaseProvider.PostgreSql, connectionString).BuildServiceProvider();
        await PortalDatabase.MigrateAsync(container.GetRequiredService<IDbContextFactory<PortalDbContext>>());
    }

    private static string HashOfMigrations(string server)
    {
        using var container = new ServiceCollection().AddPortalDatabase(DatabaseProvider.PostgreSql, server).BuildServiceProvider();
        using var context = container.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        var script = context.GetService<IMigrator>().GenerateScript();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..16];
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
