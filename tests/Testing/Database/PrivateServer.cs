using System.Diagnostics;
using System.Globalization;

namespace Testing.Database;

/// <summary>A PostgreSQL cluster of one test or run alone, durable as in production (fsync on), removed at the end or when the process dies.</summary>
public sealed class PrivateServer : IDisposable
{
    private readonly string _folder;
    private int _postmaster;

    private PrivateServer(string folder, string connectionString)
    {
        (_folder, ConnectionString) = (folder, connectionString);
        ReadPostmaster();
    }

    public string ConnectionString { get; }

    /// <summary>Of all the server's processes, those that have ended too.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            var total = EndedChildren();
            foreach (var child in Children())
            {
                try
                {
                    using var backend = Process.GetProcessById(child);
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
        var folder = Path.Combine(Path.GetTempPath(), $"portal-own-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40]);
        return new PrivateServer(folder, Script("start", folder, "--until", $"{Environment.ProcessId}").Trim());
    }

    /// <summary>Kills every process of it with SIGKILL, as when the power goes: nothing is flushed.</summary>
    public void Kill()
    {
        // First it stands still, so that it begins no process between the counting and the killing: one that survived would keep a new server out.
        Signal("STOP", _postmaster);
        int[] processes = [_postmaster, .. Children()];
        foreach (var id in processes) using (var process = Find(id)) process?.Kill();
        foreach (var id in processes) using (var process = Find(id)) process?.WaitForExit(TimeSpan.FromSeconds(30));
    }

    /// <summary>Starts it again where it was, at the same address.</summary>
    public void StartAgain()
    {
        var again = Script("start", _folder).Trim();
        if (again != ConnectionString) throw new InvalidOperationException("The server came back at another address, where nobody looks for it.");
        ReadPostmaster();
    }

    public void Dispose() => Script("remove", _folder);

    private void ReadPostmaster()
    {
        var location = Path.Combine(_folder, "location");
        var data = File.Exists(location) ? File.ReadAllText(location).Trim() : Path.Combine(_folder, "data");
        _postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    private IEnumerable<int> Children() =>
        File.ReadAllText($"/proc/{_postmaster}/task/{_postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static void Signal(string name, int id)
    {
        using var kill = Process.Start("kill", [$"-{name}", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

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
