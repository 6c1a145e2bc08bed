using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Infrastructure.Tests.Database;

/// <summary>What can be said of the model on both servers without having either.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Model_AgainstItsMigrations_HasNoPendingChange(DatabaseProvider provider)
    {
        using var context = WithoutServer(provider);

        var pending = context.Database.HasPendingModelChanges();

        pending.ShouldBeFalse("run scripts/add-migration.sh NAME");
    }

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Script_OfAllMigrations_MakesEveryTable(DatabaseProvider provider)
    {
        using var context = WithoutServer(provider);

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        var quote = provider == DatabaseProvider.SqlServer ? ("[", "]") : ("\"", "\"");
        var tables = context.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().ToList();
        tables.Count.ShouldBeGreaterThanOrEqualTo(4);
        tables.ShouldAllBe(table => script.Contains($"CREATE TABLE {quote.Item1}{table}{quote.Item2}"));
        script.ShouldContain($"CREATE SEQUENCE {quote.Item1}{PortalDbContext.KeySequence}{quote.Item2}");
    }

    [Fact]
    public void Texts_InEveryMapping_AreBoundedOrMarkedAsDocuments()
    {
        using var context = WithoutServer(DatabaseProvider.PostgreSql);

        ModelRules.UnboundedTexts(context.Model).ShouldBeEmpty();
    }

    [Fact]
    public void Tables_OnBothServers_HaveTheSameColumns()
    {
        using var postgres = WithoutServer(DatabaseProvider.PostgreSql);
        using var sqlServer = WithoutServer(DatabaseProvider.SqlServer);

        Columns(postgres).ShouldBe(Columns(sqlServer));
    }

    [Fact]
    public void Keys_OfLongType_ComeFromTheOneSequence()
    {
        using var postgres = WithoutServer(DatabaseProvider.PostgreSql);
        using var sqlServer = WithoutServer(DatabaseProvider.SqlServer);

        LongKeys(postgres).ShouldAllBe(key => NpgsqlPropertyExtensions.GetHiLoSequenceName(key) == PortalDbContext.KeySequence);
        LongKeys(sqlServer).ShouldAllBe(key => SqlServerPropertyExtensions.GetHiLoSequenceName(key) == PortalDbContext.KeySequence);
    }

    /// <summary>SQL Server refuses a table that two cascades reach; no server is here to say so, hence this.</summary>
    [Fact]
    public void ForeignKeys_ExceptThoseOfOwnedParts_DoNotCascadeInTheDatabase()
    {
        using var context = WithoutServer(DatabaseProvider.SqlServer);

        var cascades = context.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => !key.IsOwnership && key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull);

        cascades.Where(key => !key.IsOwnership).ShouldBeEmpty();
    }

    private static IEnumerable<IProperty> LongKeys(DbContext context) =>
        context.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsOwned()).Select(type => type.FindPrimaryKey()!)
            .Where(key => key.Properties is [{ Name: "Id", ValueGenerated: ValueGenerated.OnAdd } id] && id.ClrType == typeof(long))
            .Select(key => key.Properties[0]);

    private static List<string> Columns(DbContext context) =>
        context.Model.GetEntityTypes().SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"))
            .Order(StringComparer.Ordinal).ToList();

    private static PortalDbContext WithoutServer(DatabaseProvider provider) =>
        new ServiceCollection().AddPortalDatabase(provider, provider == DatabaseProvider.SqlServer ? "Server=none" : "Host=none")
            .BuildServiceProvider().GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
}
