using System.Diagnostics;
using Testing;

namespace Benchmarks;

/// <summary>A PostgreSQL cluster of this run alone, durable as in production (fsync on), removed at the end or when the process dies.</summary>
internal sealed class PrivateServer : IDisposable
{
    private readonly string _folder;

    private PrivateServer(string folder, string connectionString) => (_folder, ConnectionString) = (folder, connectionString);

    public string ConnectionString { get; }

    public static PrivateServer Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"portal-bench-{Environment.ProcessId}");
        return new PrivateServer(folder, Script("start", folder, "--until", $"{Environment.ProcessId}").Trim());
    }

    public void Dispose() => Script("remove", _folder);

    private static string Script(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "postgres.sh"), arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // One line only: the watcher that --until leaves behind holds the pipe open.
        var answer = arguments[0] == "start" ? process.StandardOutput.ReadLine() : "";
        process.WaitForExit();
        return process.ExitCode == 0 ? answer ?? "" : throw new InvalidOperationException("scripts/postgres.sh failed; its message is above.");
    }
}
