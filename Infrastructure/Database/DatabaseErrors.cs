using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>Tells the database errors that a service answers from those that are defects.</summary>
public static class DatabaseErrors
{
    private const int SqlServerDuplicateKeyRow = 2601;
    private const int SqlServerUniqueConstraint = 2627;

    /// <summary>True when a save failed because a unique index already holds the value.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqlException sqlServer => sqlServer.Number is SqlServerDuplicateKeyRow or SqlServerUniqueConstraint,
        _ => false,
    };

    /// <summary>As the other overload, and only for the named index or constraint, where one save could break several.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception, string indexName) =>
        exception.IsUniqueViolation() && exception.InnerException switch
        {
            PostgresException postgres => postgres.ConstraintName == indexName,
            // SQL Server names the index only inside its message.
            { Message: var message } => message.Contains($"'{indexName}'", StringComparison.Ordinal),
            _ => false,
        };
}
