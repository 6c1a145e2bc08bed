using System.Diagnostics;
using Infrastructure.Database;
using Xunit;

namespace Testing.Database;

/// <summary>
/// The servers that database tests run on. PostgreSQL always: the one that PORTAL_TEST_POSTGRES names (test.sh starts it once for all
/// projects), else a private one of this process, so that a plain <c>dotnet test</c> works. SQL Server where PORTAL_TEST_SQLSERVER names one.
/// </summary>
public static class TestServers
{
    private static readonly Lazy<string> PostgreSqlServer = new(() => Variable("PORTAL_TEST_POSTGRES") ?? StartPrivateServer());

    /// <summary>For <c>[MemberData]</c> of tests that must hold on every server.</summary>
    public static TheoryData<DatabaseProvider> All =>
        Variable("PORTAL_TEST_SQLSERVER") is null ? [DatabaseProvider.PostgreSql] : [DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer];

    /// <summary>Connection string to the server's maintenance database.</summary>
    public static string ConnectionString(DatabaseProvider provider) => provider == DatabaseProvider.PostgreSql
        ? PostgreSqlServer.Value
        : Variable("PORTAL_TEST_SQLSERVER") ?? throw new InvalidOperationException("PORTAL_TEST_SQLSERVER is not set.");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string StartPrivateServer()
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "postgres.sh"))
        {
            ArgumentList =
            {
                "start", Path.Combine(Path.GetTempPath(), $"portal-test-{Environment.ProcessId}"),
                "--fast", "--until", $"{Environment.ProcessId}",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 && answer is not null
            ? answer
            : throw new InvalidOperationException("scripts/postgres.sh could not start PostgreSQL; its message is above.");
    }
}
