using System.Collections.Concurrent;

namespace Workflows.Ingest;

/// <summary>
/// One bucket of tokens for each key: it fills at a steady rate up to a limit, and whoever finds a token in it may act. Buckets that are
/// full again are forgotten, so that their number is bound by what happens within the time that filling takes.
/// </summary>
/// <param name="perSecond">Tokens that come in a second.</param>
/// <param name="limit">Tokens that a bucket holds at most.</param>
public sealed class TokenBuckets<TKey>(double perSecond, double limit, TimeProvider time)
    where TKey : notnull
{
    private const int SweepAt = 4_096;

    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = new();
    private int _sweepAbove = SweepAt;

    /// <summary>Buckets that are remembered.</summary>
    public int Count => _buckets.Count;

    /// <summary>Takes a token; false when there is none.</summary>
    public bool TryTake(TKey key)
    {
        if (_buckets.Count > _sweepAbove) Sweep();
        var bucket = _buckets.GetOrAdd(key, _ => new Bucket(limit, time.GetTimestamp()));
        lock (bucket)
        {
            Fill(bucket);
            if (bucket.Tokens < 1) return false;
            bucket.Tokens--;
            return true;
        }
    }

    /// <summary>Whether a token could be taken now; takes none.</summary>
    public bool HasToken(TKey key)
    {
        if (!_buckets.TryGetValue(key, out var bucket)) return true;
        lock (bucket)
        {
            Fill(bucket);
            return bucket.Tokens >= 1;
        }
    }

    /// <summary>How long until there is a token, in whole seconds, at least one.</summary>
    public int SecondsUntilToken(TKey key)
    {
        if (!_buckets.TryGetValue(key, out var bucket)) return 1;
        lock (bucket)
        {
            Fill(bucket);
            return Math.Max(1, (int)Math.Ceiling((1 - bucket.Tokens) / perSecond));
        }
    }

    private void Fill(Bucket bucket)
    {
        var now = time.GetTimestamp();
        bucket.Tokens = Math.Min(limit, bucket.Tokens + (time.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond));
        bucket.At = now;
    }

    private void Sweep()
    {
        foreach (var (key, bucket) in _buckets)
        {
            bool full;
            lock (bucket)
            {
                Fill(bucket);
                full = bucket.Tokens >= limit;
            }

            // Whoever holds the bucket at this moment may take a token that nobody counts.
            if (full) _buckets.TryRemove(KeyValuePair.Create(key, bucket));
        }

        _sweepAbove = Math.Max(SweepAt, _buckets.Count * 2);
    }

    private sealed class Bucket(double tokens, long at)
    {
        public double Tokens { get; set; } = tokens;

        public long At { get; set; } = at;
    }
}
