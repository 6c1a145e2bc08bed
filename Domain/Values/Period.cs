namespace Domain.Values;

/// <summary>A span of time: from a moment on, up to another that is no longer in it.</summary>
/// <param name="From">The first moment, UTC.</param>
/// <param name="Until">The first moment after it; <see cref="DateTimeOffset.MaxValue"/> when no end is known.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Contains(DateTimeOffset moment) => From <= moment && moment < Until;

    public bool Overlaps(Period other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return From < other.Until && other.From < Until;
    }

    /// <summary>Periods that overlap or touch made one, in order of time.</summary>
    public static IReadOnlyList<Period> Merge(IEnumerable<Period> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var merged = new List<Period>();
        foreach (var period in periods.Where(p => p.From < p.Until).OrderBy(p => p.From))
        {
            if (merged.Count > 0 && period.From <= merged[^1].Until)
                merged[^1] = merged[^1] with { Until = period.Until > merged[^1].Until ? period.Until : merged[^1].Until };
            else
                merged.Add(period);
        }

        return merged;
    }
}
