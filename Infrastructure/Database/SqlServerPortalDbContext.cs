using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Infrastructure.Database;

/// <summary>The model on SQL Server.</summary>
public sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options) : PortalDbContext(options)
{
    /// <summary>The collation that compares code points.</summary>
    internal const string CodePoints = "Latin1_General_100_BIN2";

    protected override string OrdinalCollation => CodePoints;

    protected override void DrawFromKeySequence(IMutableProperty property)
    {
        property.SetValueGenerationStrategy(SqlServerValueGenerationStrategy.SequenceHiLo);
        SqlServerPropertyExtensions.SetHiLoSequenceName(property, KeySequence);
    }
}

/// <summary>For dotnet-ef, which makes migrations without a server.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerPortalDbContext>
{
    public SqlServerPortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerPortalDbContext>();
        PortalDatabase.Configure(options, DatabaseProvider.SqlServer, "Server=design-time");
        return new SqlServerPortalDbContext(options.Options);
    }
}
