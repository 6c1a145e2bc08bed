using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>What the figures were measured on; without it they say nothing.</summary>
internal static class Machine
{
    public static void Print()
    {
        Console.WriteLine($"date      {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        Console.WriteLine($"cores     {Environment.ProcessorCount} ({First("/proc/cpuinfo", "model name")})");
        Console.WriteLine($"memory    {First("/proc/meminfo", "MemTotal")}");
        Console.WriteLine($"kernel    {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.OSDescription}");
        Console.WriteLine($"runtime   {RuntimeInformation.FrameworkDescription}{(IsDebug ? ", DEBUG BUILD" : "")}");
        Console.WriteLine($"load      {Load}");
    }

    /// <summary>Over 1, 5 and 15 minutes.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "?";

#if DEBUG
    private static bool IsDebug => true;
#else
    private static bool IsDebug => false;
#endif

    private static string First(string file, string name) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } found
            ? found.Split(':', 2)[1].Trim()
            : "?";
}
