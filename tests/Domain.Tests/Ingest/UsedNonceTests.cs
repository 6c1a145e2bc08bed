using Domain.Ingest;

namespace Domain.Tests.Ingest;

public sealed class UsedNonceTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 13, 6, 26, 41, TimeSpan.Zero);

    [Fact]
    public void Id_OfKeyAndNonce_IsThatOfBothAndOfNothingElse()
    {
        var longest = new string('a', UsedNonce.MaxLength);
        var nonces = new[] { "abcdef0123456789", "abcdef0123456788", "ABCDEF0123456789", longest, longest[1..] };

        var ids = Enumerable.Range(1, 3).SelectMany(key => nonces.Select(nonce => new UsedNonce(key, nonce, At).Id)).ToList();

        ids.Distinct().Count().ShouldBe(ids.Count);
        new UsedNonce(1, nonces[0], At.AddMinutes(1)).Id.ShouldBe(ids[0]);
    }
}
