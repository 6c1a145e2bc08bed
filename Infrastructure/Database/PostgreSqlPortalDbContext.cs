using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Infrastructure.Database;

/// <summary>The model on PostgreSQL (and on openGauss, which speaks it).</summary>
public sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    protected override string OrdinalCollation => "C";

    protected override void DrawFromKeySequence(IMutableProperty property)
    {
        property.SetValueGenerationStrategy(NpgsqlValueGenerationStrategy.SequenceHiLo);
        NpgsqlPropertyExtensions.SetHiLoSequenceName(property, KeySequence);
    }
}

/// <summary>For dotnet-ef, which makes migrations without a server.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlPortalDbContext>
{
    public PostgreSqlPortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlPortalDbContext>();
        PortalDatabase.Configure(options, DatabaseProvider.PostgreSql, "Host=design-time");
        return new PostgreSqlPortalDbContext(options.Options);
    }
}
