using Infrastructure.Accounts;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Testing.Database;

namespace Infrastructure.Tests.Database;

/// <summary>That the settings which make PostgreSQL fast really reach it; without them all works just the same, only slower.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Query_AskedAgainAndAgain_IsPreparedOnTheServer()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            await using var again = database.Open();
            await again.Set<Account>().CountAsync();
        }

        await using var context = database.Open();
        var prepared = await context.Database.SqlQuery<string>($"SELECT statement FROM pg_prepared_statements").ToListAsync();

        prepared.ShouldContain(statement => statement.Contains("Account", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_GivenBackWithinATransaction_IsRolledBackForTheNextUser()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var leaving = database.Open())
        {
            await leaving.Database.OpenConnectionAsync();
            await leaving.Database.ExecuteSqlAsync($"BEGIN");
            leaving.Add(Accounts.Named("left"));
            await leaving.SaveChangesAsync();
        }

        await using var context = database.Open();
        var found = await context.Set<Account>().CountAsync();

        found.ShouldBe(0);
    }

    [Fact]
    public void Configure_AConnectionStringThatSaysOtherwise_ObeysIt()
    {
        var options = new DbContextOptionsBuilder<PostgreSqlPortalDbContext>();

        PortalDatabase.Configure(options, DatabaseProvider.PostgreSql, "Host=behind-a-pooler;Max Auto Prepare=0;No Reset On Close=false;Connection Idle Lifetime=1");

        using var context = new PostgreSqlPortalDbContext(options.Options);
        var used = new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString());
        used.MaxAutoPrepare.ShouldBe(0);
        used.NoResetOnClose.ShouldBeFalse();
        (used.ConnectionIdleLifetime, used.ConnectionPruningInterval).ShouldBe((1, 1));
    }
}
