using Browser.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Browser.Tests.Health;

public sealed class ShutdownTests
{
    /// <summary>A portal of the tests gives its services one second to stop, and itself five more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stop_InTheMidstOfWork_EndsAtOnce()
    {
        await using var portal = await RunningPortal.StartAsync();
        await UntilATriggerIsTakenAsync(portal);

        await portal.StopAsync(Patience);

        portal.Log.ShouldNotContain("the process ends all the same");
    }

    [Fact]
    public async Task Stop_WithTheDatabaseGone_EndsAllTheSame()
    {
        await using var portal = await RunningPortal.StartAsync();
        await UntilATriggerIsTakenAsync(portal);
        await TakeDatabaseAwayAsync(portal.World.Database.ConnectionString);

        // Whether a service gives up by itself or is left behind depends on what it was doing; either way the process ends.
        await portal.StopAsync(Patience);

        portal.Log.ShouldContain("Application is shutting down");
    }

    /// <summary>The scheduler has marked in the database what it will run next.</summary>
    private static async Task UntilATriggerIsTakenAsync(RunningPortal portal)
    {
        await using var db = portal.World.Open();
        using var patience = new CancellationTokenSource(Patience);
        while (await db.Database.SqlQuery<int>($"SELECT COUNT(*)::int AS \"Value\" FROM qrtz_fired_triggers WHERE state = 'ACQUIRED'").SingleAsync(patience.Token) == 0)
            await Task.Delay(100, patience.Token);
    }

    private static async Task TakeDatabaseAwayAsync(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder(database);
        var name = builder.Database!;
        builder.Database = "postgres";
        builder.Pooling = false;
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var forbid = new NpgsqlCommand($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false", connection);
        await forbid.ExecuteNonQueryAsync();
        await using var cut = new NpgsqlCommand("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = name } },
        };
        await cut.ExecuteScalarAsync();
    }
}
