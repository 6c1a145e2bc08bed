using System.Globalization;

namespace Testing;

/// <summary>For the few tests that measure time: what else the machine does is not theirs.</summary>
public static class BusyMachine
{
    /// <summary>A limit that holds on an idle machine, for one whose processors were shared by so many over the last minute.</summary>
    public static TimeSpan Allow(TimeSpan onIdleMachine) => onIdleMachine * WaitingPerProcessor();

    /// <summary>At least 1. Linux counts them; elsewhere the machine is taken to be idle.</summary>
    private static double WaitingPerProcessor()
    {
        const string Load = "/proc/loadavg";
        if (!File.Exists(Load)) return 1;
        var wanting = double.Parse(File.ReadAllText(Load).Split(' ')[0], CultureInfo.InvariantCulture);
        return Math.Max(1, wanting / Environment.ProcessorCount);
    }
}
