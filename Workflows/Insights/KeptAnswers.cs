namespace Workflows.Insights;

/// <summary>
/// Answers that are the same for everybody who asks with the same key, kept for a short time on this node: however many ask, and however many at once,
/// the database is asked once. Keys come from what is stored, never from what a caller typed, so there are few of them.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="keptFor">After this it is asked anew.</param>
/// <param name="givenFor">For so much longer the old answer is given while the new one is on its way: nobody waits for what takes long.</param>
public sealed class KeptAnswers<T>(TimeProvider time, TimeSpan keptFor, TimeSpan givenFor = default)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <param name="key">What it depends on; who may see it is part of that.</param>
    /// <param name="ask">Asks. Not ended with the caller's request, since others wait for it too.</param>
    public Task<T> GetAsync(string key, Func<Task<T>> ask)
    {
        lock (_lock)
        {
            _kept.TryGetValue(key, out var kept);
            if (kept?.Next is { } next && (next.Answer.IsCompletedSuccessfully || Age(kept) >= keptFor + givenFor)) kept = next;
            // What failed is asked again.
            if (kept is null || kept.Failed || Age(kept) >= keptFor + givenFor) kept = Ask();
            else if (Age(kept) >= keptFor && kept.Next is null or { Failed: true }) kept = kept with { Next = Ask() };
            _kept[key] = kept;
            return kept.Answer;
        }

        Kept Ask() => new(time.GetTimestamp(), Task.Run(ask), null);

        TimeSpan Age(Kept kept) => time.GetElapsedTime(kept.AskedAt);
    }

    private sealed record Kept(long AskedAt, Task<T> Answer, Kept? Next)
    {
        public bool Failed => Answer.IsFaulted || Answer.IsCanceled;
    }
}
