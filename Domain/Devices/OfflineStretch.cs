namespace Domain.Devices;

/// <summary>A device's time in service without presence, whatever its causes, from its first accountable moment on.</summary>
/// <param name="From">The first moment that counts against the device or the network.</param>
/// <param name="Until">Where the last such time ended, once the stretch is over: an outage of ours before the return is nobody's; null while it lasts.</param>
/// <param name="Run">Where its last time that counts without a break began.</param>
/// <param name="Cause">Why that began.</param>
/// <param name="Counts">Whether it counts now.</param>
/// <param name="EndedBy">What followed; null while it lasts.</param>
/// <param name="Whole">False when it may have begun before the intervals that it was found in.</param>
public sealed record OfflineStretch(
    DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset Run, OfflineCause Cause, bool Counts, OnlineState? EndedBy, bool Whole)
{
    /// <summary>The stretches among intervals that follow each other without a gap, the last one open.</summary>
    public static IReadOnlyList<OfflineStretch> In(IReadOnlyList<IntervalFacts> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var stretches = new List<OfflineStretch>();
        for (var begin = 0; begin < intervals.Count;)
        {
            if (intervals[begin].State != OnlineState.Offline)
            {
                begin++;
                continue;
            }

            var end = begin;
            while (end < intervals.Count && intervals[end].State == OnlineState.Offline) end++;
            if (Of(intervals, begin, end) is { } stretch) stretches.Add(stretch);
            begin = end;
        }

        return stretches;
    }

    private static OfflineStretch? Of(IReadOnlyList<IntervalFacts> intervals, int begin, int end)
    {
        var counted = Enumerable.Range(begin, end - begin).Where(i => intervals[i].Accountable).ToList();
        if (counted.Count == 0) return null;
        var (first, last) = (counted[0], counted[^1]);
        var run = last;
        while (run > first && intervals[run - 1].Accountable) run--;
        var over = end < intervals.Count;
        return new OfflineStretch(
            intervals[first].From, over ? intervals[last].Until : null, intervals[run].From, intervals[run].Cause!.Value,
            Counts: !over && last == end - 1, over ? intervals[end].State : null, Whole: begin > 0);
    }
}
