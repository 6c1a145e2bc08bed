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

    /// <summary>Bytes of a text that is signed, as far as it needs no memory of its own.</summary>
    private const int StackLimit = 1024;

    private const int Lines = 5;

    /// <param name="secret">UTF-8 bytes of the secret.</param>
    /// <param name="request">What is signed, without the body.</param>
    /// <param name="body">Raw bytes as sent; empty if there is no body.</param>
    public static byte[] Sign(ReadOnlySpan<byte> secret, SignedParts request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sm3 = request.Algorithm == SigningAlgorithm.HmacSm3;
        Span<byte> room = stackalloc byte[StackLimit];
        var text = TextToSign(request, body, room);
        return sm3 ? Sm3.Hmac(secret, text) : HMACSHA256.HashData(secret, text);
    }

    /// <summary>Adds the text that is signed to an HMAC that is being computed.</summary>
    internal static void Append(IncrementalHash hmac, SignedParts request, ReadOnlySpan<byte> body)
    {
        Span<byte> room = stackalloc byte[StackLimit];
        hmac.AppendData(TextToSign(request, body, room));
    }

    /// <summary>The five lines, each ended by a line feed; it holds no secret.</summary>
    public static string StringToSign(SignedParts request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Encoding.UTF8.GetString(TextToSign(request, body, room: []));
    }

    /// <param name="room">Where it is written if it fits: with each of thousands of requests a second.</param>
    private static ReadOnlySpan<byte> TextToSign(SignedParts request, ReadOnlySpan<byte> body, Span<byte> room)
    {
        Span<byte> hash = stackalloc byte[SignatureLength];
        if (request.Algorithm == SigningAlgorithm.HmacSm3) Sm3.HashData(body).CopyTo(hash);
        else SHA256.HashData(body, hash);
        var most = Encoding.UTF8.GetMaxByteCount(request.Method.Length + request.Target.Length + request.Timestamp.Length + request.Nonce.Length + (2 * SignatureLength) + Lines);
        var text = room.Length < most ? new byte[most] : room;
        var length = 0;
        foreach (var line in (ReadOnlySpan<string>)[request.Method, request.Target, request.Timestamp, request.Nonce])
        {
            length += Encoding.UTF8.GetBytes(line, text[length..]);
            text[length++] = (byte)'\n';
        }

        Convert.TryToHexStringLower(hash, text[length..], out var digits);
        length += digits;
        text[length++] = (byte)'\n';
        return text[..length];
    }

    /// <summary>Whether a signature is right; takes as long for a wrong one as for a right one.</summary>
    public static bool Verify(ReadOnlySpan<byte> secret, SignedParts request, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(secret, request, body), signature);
}

/// <summary>The parts of a request that are signed beside its body, each exactly as sent.</summary>
public sealed record SignedParts(SigningAlgorithm Algorithm, string Method, string Target, string Timestamp, string Nonce);
