using Testing;
using Workflows.Ingest;

namespace Workflows.Tests.Ingest;

public sealed class TokenBucketsTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void TryTake_AtOnceAndOverTime_GivesTheLimitAndThenTheRate()
    {
        var buckets = new TokenBuckets<string>(perSecond: 50, limit: 100, _clock);

        Taken(buckets, "a", 150).ShouldBe(100);
        buckets.HasToken("a").ShouldBeFalse();
        buckets.SecondsUntilToken("a").ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Taken(buckets, "a", 150).ShouldBe(50);
        _clock.Advance(TimeSpan.FromHours(1));
        Taken(buckets, "a", 150).ShouldBe(100);
    }

    [Fact]
    public void TryTake_OfOneKey_LeavesTheOthersTheirs()
    {
        var buckets = new TokenBuckets<string>(perSecond: 1, limit: 2, _clock);

        Taken(buckets, "a", 5).ShouldBe(2);
        Taken(buckets, "b", 5).ShouldBe(2);
    }

    [Fact]
    public void SecondsUntilToken_OfASlowBucket_IsWhenTheNextComes()
    {
        var buckets = new TokenBuckets<string>(perSecond: 0.1, limit: 1, _clock);
        buckets.TryTake("a").ShouldBeTrue();

        buckets.SecondsUntilToken("a").ShouldBe(10);
        _clock.Advance(TimeSpan.FromSeconds(4));
        buckets.SecondsUntilToken("a").ShouldBe(6);
    }

    /// <summary>Whoever invents a key for each try must not fill the memory, nor get a key's tokens back by it.</summary>
    [Fact]
    public void TryTake_OfEndlessKeys_ForgetsFullBucketsAlone()
    {
        var buckets = new TokenBuckets<int>(perSecond: 1, limit: 2, _clock);
        buckets.TryTake(-1);
        buckets.TryTake(-1);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        for (var key = 0; key < 20_000; key++)
        {
            buckets.TryTake(key).ShouldBeTrue();
            if (key % 5_000 == 0) _clock.Advance(TimeSpan.FromSeconds(0.01));
        }

        buckets.TryTake(-1).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(10));
        for (var key = 0; key < 50_000; key++) buckets.TryTake(100_000 + key);
        buckets.Count.ShouldBeLessThan(60_000);
    }

    private static int Taken(TokenBuckets<string> buckets, string key, int tries) => Enumerable.Range(0, tries).Count(_ => buckets.TryTake(key));
}
