using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Infrastructure.Ingest;

/// <summary>
/// A secret that many requests are checked with: what HMAC makes of the secret alone, and the library's state for it, are kept between them. May be
/// used by several threads at once. Never written out.
/// </summary>
/// <param name="secret">UTF-8 bytes of the secret; to stay as they are.</param>
public sealed class SigningKey(ReadOnlyMemory<byte> secret)
{
    /// <summary>As many as have been in use at once; a request takes one and puts it back clean.</summary>
    private readonly ConcurrentBag<IncrementalHash> _idle = [];

    /// <summary>As <see cref="RequestSigning.Verify"/>.</summary>
    public bool Verify(SignedParts request, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Algorithm != SigningAlgorithm.HmacSha256) return RequestSigning.Verify(secret.Span, request, body, signature);
        if (!_idle.TryTake(out var hmac)) hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Span);
        Span<byte> right = stackalloc byte[RequestSigning.SignatureLength];
        RequestSigning.Append(hmac, request, body);
        hmac.GetHashAndReset(right);
        _idle.Add(hmac);
        return CryptographicOperations.FixedTimeEquals(right, signature);
    }
}
