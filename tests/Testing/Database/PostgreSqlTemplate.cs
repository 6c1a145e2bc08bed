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
/// A migrated database, with what a test finds in it, from which PostgreSQL copies test databases. Its name carries the hash of what it is
/// made of, so that test processes of one run share it and a change makes a new one. A copy takes PostgreSQL a fifth of a second: what a test
/// gives back is brought to the template's state again, and given to the next.
/// </summary>
internal static class PostgreSqlTemplate
{
    private const long LockKey = 0x54656D706C; // "Templ"

    private static readonly ConcurrentDictionary<(string Server, TestSeed Seed), Lazy<Task<string>>> Templates = new();
    private static readonly ConcurrentDictionary<(string Server, TestSeed Seed), ConcurrentBag<string>> Returned = new();

    static PostgreSqlTemplate() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropReturnedAsync().Wait(TimeSpan.FromSeconds(10));

    /// <summary>Returns the connection string of a database in the template's state.</summary>
    public static async Task<string> TakeAsync(string server, TestSeed seed)
    {
        if (Returned.TryGetValue((server, seed), out var databases) && databases.TryTake(out var again)) return again;
        var template = await Templates.GetOrAdd((server, seed), key => new Lazy<Task<string>>(() => EnsureAsync(key.Server, key.Seed))).Value;
        var name = $"portal_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return Within(server, name);
    }

    /// <summary>Keeps it for the next test if it can be brought to the template's state; otherwise it goes.</summary>
    public static async Task GiveBackAsync(string server, TestSeed seed, string database)
    {
        if (await TryResetAsync(database)) Returned.GetOrAdd((server, seed), _ => []).Add(database);
        else await DropAsync(server, database);
    }

    private static async Task<bool> TryResetAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        try
        {
            await connection.OpenAsync();
            await using var reset = new NpgsqlCommand(TemplateSql.Reset, connection);
            return await reset.ExecuteScalarAsync() is true;
        }
        catch (NpgsqlException)
        {
            // Whatever a test did to it, or to its server, that stands against it.
            return false;
        }
    }

    /// <summary>Leaves a server that outlives this process as it was found. One that is gone needs it no more.</summary>
    private static async Task DropReturnedAsync()
    {
        try
        {
            foreach (var (kind, databases) in Returned)
                foreach (var database in databases)
                    await DropAsync(kind.Server, database);
        }
        catch (NpgsqlException)
        {
            // The server has ended before us.
        }
    }

    private static async Task DropAsync(string server, string database)
    {
        await using (var pooled = new NpgsqlConnection(database)) NpgsqlConnection.ClearPool(pooled);
        var drop = $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database).Database}";
        try
        {
            await ExecuteAsync(server, $"{drop} WITH (FORCE)");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // Autovacuum is in it: an owner may not force the superuser's process out, but a plain drop sends it away.
            await ExecuteAsync(server, drop);
        }
    }

    private static async Task<string> EnsureAsync(string server, TestSeed seed)
    {
        var name = $"portal_template_{HashOf(server, seed)}";
        // Not pooled: a connection that lies in the pool keeps its lock, and a class with another seed waits for it until it gives up.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", connection) { CommandTimeout = 120 })
            await take.ExecuteNonQueryAsync();
        await using (var find = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", connection))
            if (await find.ExecuteScalarAsync() is not null)
                return name;

        // Under another name until it is complete: a run that is killed here must not leave half a template behind.
        var building = $"{name}_building";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {building} WITH (FORCE)");
        await FillAsync(new NpgsqlConnectionStringBuilder(server) { Database = building, Pooling = false }.ConnectionString, seed);
        await ExecuteAsync(server, $"ALTER DATABASE {building} RENAME TO {name}");
        return name;
    }

    private static async Task FillAsync(string database, TestSeed seed)
    {
        await using var container = new ServiceCollection().AddPortalDatabase(DatabaseProvider.PostgreSql, database).BuildServiceProvider();
        var contexts = container.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await PortalDatabase.MigrateAsync(contexts);
        await seed.FillAsync(contexts);
        await ExecuteAsync(database, TemplateSql.Remember);
    }

    private static string HashOf(string server, TestSeed seed)
    {
        using var container = new ServiceCollection().AddPortalDatabase(DatabaseProvider.PostgreSql, server).BuildServiceProvider();
        using var context = container.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        var made = context.GetService<IMigrator>().GenerateScript() + TemplateSql.Remember + seed.Version;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made)))[..16];
    }

    private static string Within(string server, string name) =>
        new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30, IncludeErrorDetail = true }.ConnectionString;

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
