using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Domain.Ingest;

/// <summary>A nonce that a key has signed with: it is not taken again while <see cref="Lifetime"/> lasts, whichever node is asked.</summary>
public sealed class UsedNonce
{
    public const int MinLength = 16;
    public const int MaxLength = 64;

    /// <summary>Twice the clock difference that is allowed: a signature older than this is refused for its timestamp anyway.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(600);

    private const int IdLength = 16;

    /// <summary>
    /// Stands for key and nonce: the first half of a SHA-256 over both, which no two share. Written with every request, so it is short and quick to
    /// compare; the nonce itself is asked for by nobody.
    /// </summary>
    public Guid Id { get; private set; }

    /// <summary>When it was taken, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    private UsedNonce()
    {
    }

    /// <param name="sourceId">The <see cref="Suppliers.SupplierKey"/>.</param>
    /// <param name="nonce">ASCII, at most <see cref="MaxLength"/> characters.</param>
    /// <param name="at">When it was taken, UTC.</param>
    public UsedNonce(long sourceId, string nonce, DateTimeOffset at)
    {
        Span<byte> text = stackalloc byte[sizeof(long) + MaxLength];
        BinaryPrimitives.WriteInt64BigEndian(text, sourceId);
        var length = sizeof(long) + Encoding.ASCII.GetBytes(nonce, text[sizeof(long)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        Id = new Guid(hash[..IdLength], bigEndian: true);
        At = at;
    }
}
