using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Domain.Ingest;
using Domain.Suppliers;

namespace Infrastructure.Ingest;

/// <summary>The Authorization header of a signed request, taken apart: <c>PORTAL-HMAC-SHA256 keyId="…",timestamp="…",nonce="…",signature="…"</c>.</summary>
public sealed record SignatureHeader
{
    private const int MaxHeaderLength = 512;
    private const int MaxTimestampDigits = 12;

    /// <summary>Base64 of a signature.</summary>
    private const int EncodedLength = 44;

    private static readonly SearchValues<char> NonceCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> KeyIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    public required SigningAlgorithm Algorithm { get; init; }
    public required string KeyId { get; init; }

    /// <summary>Unix seconds, as written.</summary>
    public required string Timestamp { get; init; }

    public required DateTimeOffset SignedAt { get; init; }
    public required string Nonce { get; init; }
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Parameters may come in any order, with spaces around commas; unknown ones are passed over, doubled ones are not taken.</summary>
    public static bool TryParse(string? header, [NotNullWhen(true)] out SignatureHeader? parsed)
    {
        parsed = null;
        if (header is null or { Length: > MaxHeaderLength }) return false;
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || AlgorithmOf(header.AsSpan(0, space)) is not { } algorithm) return false;

        string? keyId = null, timestamp = null, nonce = null, signature = null;
        var rest = header.AsSpan(space + 1);
        do
        {
            if (!TryReadParameter(ref rest, out var name, out var value)) return false;
            var once = name switch
            {
                "keyId" => Set(ref keyId, value),
                "timestamp" => Set(ref timestamp, value),
                "nonce" => Set(ref nonce, value),
                "signature" => Set(ref signature, value),
                _ => true,
            };
            if (!once) return false;
        }
        while (TryReadComma(ref rest));

        if (!rest.IsEmpty) return false;
        if (keyId is null || timestamp is null || nonce is null || signature is null) return false;
        if (keyId.Length is 0 or > SupplierKey.KeyIdLength || keyId.AsSpan().ContainsAnyExcept(KeyIdCharacters)) return false;
        if (nonce.Length is < UsedNonce.MinLength or > UsedNonce.MaxLength || nonce.AsSpan().ContainsAnyExcept(NonceCharacters)) return false;
        if (timestamp.Length is 0 or > MaxTimestampDigits || timestamp.AsSpan().ContainsAnyExceptInRange('0', '9')) return false;
        if (!TryDecode(signature, out var bytes) || !TryTime(timestamp, out var signedAt)) return false;
        parsed = new SignatureHeader
        {
            Algorithm = algorithm,
            KeyId = keyId,
            Timestamp = timestamp,
            SignedAt = signedAt,
            Nonce = nonce,
            Signature = bytes,
        };
        return true;
    }

    private static SigningAlgorithm? AlgorithmOf(ReadOnlySpan<char> scheme) => scheme switch
    {
        _ when scheme.Equals(RequestSigning.Sha256Scheme, StringComparison.OrdinalIgnoreCase) => SigningAlgorithm.HmacSha256,
        _ when scheme.Equals(RequestSigning.Sm3Scheme, StringComparison.OrdinalIgnoreCase) => SigningAlgorithm.HmacSm3,
        _ => null,
    };

    private static bool Set(ref string? parameter, ReadOnlySpan<char> value)
    {
        if (parameter is not null) return false;
        parameter = value.ToString();
        return true;
    }

    private static bool TryReadComma(ref ReadOnlySpan<char> rest)
    {
        if (rest is not [',', ..]) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>name="value", and the spaces around it.</summary>
    private static bool TryReadParameter(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = default;
        rest = rest.TrimStart(' ');
        var equals = rest.IndexOf('=');
        if (equals <= 0 || equals + 1 >= rest.Length || rest[equals + 1] != '"') return false;
        name = rest[..equals];
        rest = rest[(equals + 2)..];
        var quote = rest.IndexOf('"');
        if (quote < 0) return false;
        value = rest[..quote];
        rest = rest[(quote + 1)..].TrimStart(' ');
        return true;
    }

    private static bool TryDecode(string signature, out ReadOnlyMemory<byte> bytes)
    {
        var buffer = new byte[RequestSigning.SignatureLength];
        bytes = buffer;
        return signature.Length == EncodedLength && Convert.TryFromBase64String(signature, buffer, out var written) && written == buffer.Length;
    }

    private static bool TryTime(string timestamp, out DateTimeOffset time)
    {
        var seconds = long.Parse(timestamp, CultureInfo.InvariantCulture);
        var known = seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        time = known ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return known;
    }
}
