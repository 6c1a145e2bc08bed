namespace Infrastructure.Database;

/// <summary>The servers that the portal runs on. PostgreSql is what tests and run.sh use, SqlServer what the customer runs.</summary>
public enum DatabaseProvider
{
    PostgreSql,
    SqlServer,
}
