using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>Which server, and how contexts reach it.</summary>
public static class PortalDatabase
{
    /// <summary>Name of the connection string in the configuration.</summary>
    public const string ConnectionName = "Portal";

    /// <summary>For so long a connection may lie unused.</summary>
    private const int IdleSeconds = 10;

    /// <summary>How often that is looked at.</summary>
    private const int PruneSeconds = 2;

    /// <summary>Per connection; more than the portal has statements that matter.</summary>
    private const int PreparedStatements = 200;

    /// <summary>Reads <c>Database:Provider</c>; without it PostgreSQL.</summary>
    /// <exception cref="InvalidOperationException">The value is neither PostgreSql nor SqlServer.</exception>
    public static DatabaseProvider ProviderOf(IConfiguration configuration)
    {
        var name = configuration["Database:Provider"];
        if (string.IsNullOrWhiteSpace(name)) return DatabaseProvider.PostgreSql;
        return Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new InvalidOperationException($"Database:Provider is '{name}'; it must be PostgreSql or SqlServer.");
    }

    /// <exception cref="InvalidOperationException">There is no connection string.</exception>
    public static string ConnectionStringOf(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) is { Length: > 0 } connectionString
            ? connectionString
            : throw new InvalidOperationException("ConnectionStrings:Portal is not set. Start by ./run.sh, or set ConnectionStrings__Portal.");

    /// <summary>
    /// Registers <c>IDbContextFactory&lt;PortalDbContext&gt;</c> (pooled) for services, and a scoped <see cref="PortalDbContext"/> which
    /// only the Identity stores use.
    /// </summary>
    public static IServiceCollection AddPortalDatabase(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.SqlServer)
            AddFactory<SqlServerPortalDbContext>(services, provider, connectionString);
        else
            AddFactory<PostgreSqlPortalDbContext>(services, provider, connectionString);
        services.AddScoped(container => container.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        return services;
    }

    /// <summary>
    /// The options that run time, tests and design time share. A case is loaded with its collections by one query: each has a handful of
    /// rows, and split queries could read them before and after somebody else's change.
    /// </summary>
    public static void Configure(DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString)
    {
        if (provider == DatabaseProvider.SqlServer)
            options.UseSqlServer(connectionString, server => server.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));
        else
            options.UseNpgsql(Tuned(connectionString), server => server.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)).ReplaceService<IDatabase, PostgreSqlSaves>();
    }

    /// <summary>
    /// Statements that come again are prepared by the driver, so that the server plans them once per connection. Connections go back to
    /// the pool as they are, since nothing here changes a session: no SET but SET LOCAL, no LISTEN, no temporary table, and the one lock
    /// of a session has a connection of its own. An open transaction is rolled back all the same. A connection string that says
    /// otherwise is obeyed.
    /// </summary>
    private static string Tuned(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        // Not ContainsKey, which on this builder asks whether there is such a setting at all.
        if (!builder.ShouldSerialize("Max Auto Prepare")) builder.MaxAutoPrepare = PreparedStatements;
        if (!builder.ShouldSerialize("No Reset On Close")) builder.NoResetOnClose = true;
        // The pool hands connections out in turn, each a process of the server. After a rush many would be left, each asked so seldom that its
        // caches have gone cold; half as much processor time more was measured. Some seconds after it they are closed; opening one takes few milliseconds.
        if (!builder.ShouldSerialize("Connection Idle Lifetime")) builder.ConnectionIdleLifetime = IdleSeconds;
        if (!builder.ShouldSerialize("Connection Pruning Interval")) builder.ConnectionPruningInterval = Math.Min(PruneSeconds, builder.ConnectionIdleLifetime);
        // So that a save can tell which row it failed at.
        builder.IncludeFailedBatchedCommand = true;
        return builder.ConnectionString;
    }

    /// <summary>
    /// Brings the database to the present model, creating it if there is none. Several nodes may do this at once: one works, the
    /// others wait and then find nothing to do.
    /// </summary>
    public static async Task MigrateAsync(IDbContextFactory<PortalDbContext> contexts, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await MigrationLock.CreateIfMissingAsync(context, cancellationToken);
        await using var held = await MigrationLock.TakeAsync(context, cancellationToken);
        // Otherwise EF Core finds out by a failing query, and the first thing a newcomer reads in the log is an error.
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private static void AddFactory<TContext>(IServiceCollection services, DatabaseProvider provider, string connectionString)
        where TContext : PortalDbContext
    {
        services.AddPooledDbContextFactory<TContext>(options => Configure(options, provider, connectionString));
        services.AddSingleton<IDbContextFactory<PortalDbContext>>(container =>
            new PortalDbContextFactory<TContext>(container.GetRequiredService<IDbContextFactory<TContext>>()));
    }

    /// <summary>Lets services ask for the portal's context without knowing the provider.</summary>
    private sealed class PortalDbContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<PortalDbContext>
        where TContext : PortalDbContext
    {
        public PortalDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
