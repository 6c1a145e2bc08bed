using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Benchmarks;

/// <summary>A PostgreSQL cluster of this run alone, durable as in production (fsync on), removed at the end or when the process dies.</summary>
internal sealed class PrivateServer : IDisposable
{
    private readonly string _folder;
    private readonly int _postmaster;

    private PrivateServer(string folder, string connectionString)
    {
        (_folder, ConnectionString) = (folder, connectionString);
        var location = Path.Combine(folder, "location");
        var data = File.Exists(location) ? File.ReadAllText(location).Trim() : Path.Combine(folder, "data");
        _postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    public string ConnectionString { get; }

    /// <summary>Of all the server's processes, those that have ended too.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var total = EndedChildren();
            foreach (var process in File.ReadAllText($"/proc/{_postmaster}/task/{_postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                try
                {
                    using var backend = Process.GetProcessById(int.Parse(process, CultureInfo.InvariantCulture));
                    total += backend.TotalProcessorTime;
                }
                catch (Exception e) when (e is ArgumentException or InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
            }

            return total;
        }
    }

    public static PrivateServer Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"portal-bench-{Environment.ProcessId}");
        return new PrivateServer(folder, Script("start", folder, "--until", $"{Environment.ProcessId}").Trim());
    }

    public void Dispose() => Script("remove", _folder);

    /// <summary>cutime and cstime of proc(5), in hundredths of a second.</summary>
    private TimeSpan EndedChildren()
    {
        var stat = File.ReadAllText($"/proc/{_postmaster}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)));
    }

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
