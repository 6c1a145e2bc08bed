using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Testing.Database;

/// <summary>
/// A migrated database for one test (or one class of tests), empty or with what the seed brings, and another's when disposed. On PostgreSQL it
/// is a copy of a template that is made once per model; on SQL Server it is migrated anew.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _container;

    private readonly string _server;
    private readonly TestSeed _seed;

    private TestDatabase(DatabaseProvider provider, string connectionString, string server, TestSeed seed)
    {
        (_server, _seed) = (server, seed);
        Provider = provider;
        ConnectionString = connectionString;
        _container = new ServiceCollection().AddPortalDatabase(provider, connectionString).BuildServiceProvider();
        Contexts = _container.GetRequiredService<IDbContextFactory<PortalDbContext>>();
    }

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>What services take.</summary>
    public IDbContextFactory<PortalDbContext> Contexts { get; }

    /// <param name="provider">Which kind of server.</param>
    /// <param name="server">Connection string of a server of the test's own; by default the one that all tests share.</param>
    public static Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.PostgreSql, string? server = null) =>
        CreateAsync(provider, server, TestSeed.Empty);

    /// <summary>As the other overload, with something in it.</summary>
    internal static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, string? server, TestSeed seed)
    {
        server ??= TestServers.ConnectionString(provider);
        if (provider == DatabaseProvider.PostgreSql) return new TestDatabase(provider, await PostgreSqlTemplate.TakeAsync(server, seed), server, seed);

        var database = new TestDatabase(provider, $"{server};Initial Catalog=portal_test_{Guid.NewGuid():N}", server, seed);
        await PortalDatabase.MigrateAsync(database.Contexts);
        await seed.FillAsync(database.Contexts);
        return database;
    }

    /// <summary>A context for arranging and asserting; services get <see cref="Contexts"/>.</summary>
    public PortalDbContext Open() => Contexts.CreateDbContext();

    /// <summary>Adds one entity and saves it.</summary>
    public async Task<T> AddAsync<T>(T entity)
        where T : class
    {
        await using var context = Open();
        context.Add(entity);
        await context.SaveChangesAsync();
        return entity;
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.PostgreSql)
        {
            await PostgreSqlTemplate.GiveBackAsync(_server, _seed, ConnectionString);
        }
        else
        {
            await using var context = Open();
            await context.Database.EnsureDeletedAsync();
        }
        await _container.DisposeAsync();
    }
}
