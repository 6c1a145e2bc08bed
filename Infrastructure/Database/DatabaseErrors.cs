using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Infrastructure.Database;

/// <summary>Tells the database errors that a service answers from those that are defects.</summary>
public static class DatabaseErrors
{
    private const int SqlServerDuplicateKeyRow = 2601;
    private const int SqlServerUniqueConstraint = 2627;
    private const int SqlServerDeadlock = 1205;
    private const int SqlServerReference = 547;

    /// <summary>Foreign key, null in a column that takes none, text too long, number out of range.</summary>
    private static readonly HashSet<int> SqlServerRefusals = [SqlServerReference, 515, 2628, 8152, 8115, 4815];

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

    /// <summary>True when a save failed because a row that it deletes is still pointed at, or one that it points at is gone.</summary>
    public static bool IsForeignKeyViolation(this DbUpdateException exception) => exception.InnerException switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.ForeignKeyViolation,
        SqlException sqlServer => sqlServer.Number == SqlServerReference,
        _ => false,
    };

    /// <summary>True when a statement failed because someone else was faster with a unique value, or both waited for each other: once more helps.</summary>
    public static bool IsCollision(this DbException exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure,
        SqlException sqlServer => sqlServer.Number is SqlServerDuplicateKeyRow or SqlServerUniqueConstraint or SqlServerDeadlock,
        _ => false,
    };

    /// <summary>
    /// True when the server understood a statement and refused what it would write (classes 22 and 23 of SQL, and collisions): the same would be
    /// refused again. False for a server that is gone, slow or short of something.
    /// </summary>
    public static bool IsRefusal(this DbException exception) => exception.IsCollision() || exception switch
    {
        PostgresException postgres => postgres.SqlState.StartsWith("22", StringComparison.Ordinal) || postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        SqlException sqlServer => SqlServerRefusals.Contains(sqlServer.Number),
        _ => false,
    };
}
