namespace Workflows.Insights;

/// <summary>
/// Answers that are the same for everybody who asks with the same key, kept for a short time on this node: however many ask, and however many at once,
/// the database is asked once. Keys come from what is stored, never from what a caller typed, so there are few of them.
/// </summary>
public sealed class KeptAnswers<T>(TimeProvider time, TimeSpan keptFor)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long AskedAt, Task<T> Answer)> _kept = new(StringComparer.Ordinal);

    /// <param name="key">What it depends on; who may see it is part of that.</param>
    /// <param name="ask">Asks. Not ended with the caller's request, since others wait for it too.</param>
    public Task<T> GetAsync(string key, Func<Task<T>> ask)
    {
        lock (_lock)
        {
            // What failed is asked again.
            if (_kept.TryGetValue(key, out var kept) && !kept.Answer.IsFaulted && !kept.Answer.IsCanceled && time.GetElapsedTime(kept.AskedAt) < keptFor)
                return kept.Answer;
            var answer = Task.Run(ask);
            _kept[key] = (time.GetTimestamp(), answer);
            return answer;
        }
    }
}
