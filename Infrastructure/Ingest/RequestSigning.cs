using System.Security.Cryptography;
using System.Text;
using Infrastructure.Cryptography;

namespace Infrastructure.Ingest;

/// <summary>The two ways a machine may sign; each names its scheme in the Authorization header.</summary>
public enum SigningAlgorithm
{
    /// <summary>PORTAL-HMAC-SHA256.</summary>
    HmacSha256,

    /// <summary>PORTAL-HMAC-SM3, for those who must use the national algorithms.</summary>
    HmacSm3,
}

/// <summary>
/// What is signed (API contract, version 1): method, path with query exactly as sent, timestamp, nonce and the body's hash in hex, a line each.
/// </summary>
public static class RequestSigning
{
    public const string Sha256Scheme = "PORTAL-HMAC-SHA256";
    public const string Sm3Scheme = "PORTAL-HMAC-SM3";

    /// <summary>Of both algorithms' signatures.</summary>
    public const int SignatureLength = 32;

    /// <summary>How far a sender's clock may be off, either way.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(300);

    private const int StackLimit = 1024;

    /// <param name="secret">UTF-8 bytes of the secret.</param>
    /// <param name="request">What is signed, without the body.</param>
    /// <param name="body">Raw bytes as sent; empty if there is no body.</param>
    public static byte[] Sign(ReadOnlySpan<byte> secret, SignedParts request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sm3 = request.Algorithm == SigningAlgorithm.HmacSm3;
        var text = Encoding.UTF8.GetBytes(StringToSign(request, body));
        return sm3 ? Sm3.Hmac(secret, text) : HMACSHA256.HashData(secret, text);
    }

    /// <summary>Adds the text that is signed to an HMAC that is being computed.</summary>
    internal static void Append(IncrementalHash hmac, SignedParts request, ReadOnlySpan<byte> body)
    {
        var text = StringToSign(request, body);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = most <= StackLimit ? stackalloc byte[StackLimit] : new byte[most];
        hmac.AppendData(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    /// <summary>The five lines, each ended by a line feed; it holds no secret.</summary>
    public static string StringToSign(SignedParts request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        Span<byte> hash = stackalloc byte[SignatureLength];
        if (request.Algorithm == SigningAlgorithm.HmacSm3) Sm3.HashData(body).CopyTo(hash);
        else SHA256.HashData(body, hash);
        return $"{request.Method}\n{request.Target}\n{request.Timestamp}\n{request.Nonce}\n{Convert.ToHexStringLower(hash)}\n";
    }

    /// <summary>Whether a signature is right; takes as long for a wrong one as for a right one.</summary>
    public static bool Verify(ReadOnlySpan<byte> secret, SignedParts request, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(secret, request, body), signature);
}

/// <summary>The parts of a request that are signed beside its body, each exactly as sent.</summary>
public sealed record SignedParts(SigningAlgorithm Algorithm, string Method, string Target, string Timestamp, string Nonce);
