using System.Security.Cryptography;

namespace Infrastructure.Cryptography;

/// <summary>
/// The one secret that is not in the database: 32 bytes, base64, in a file that <c>Security:MasterKeyFile</c> names and that every node
/// has alike. It encrypts the data-protection keys, so that a copied database opens neither sessions nor stored secrets.
/// </summary>
public sealed class MasterKey
{
    public const string FileSetting = "Security:MasterKeyFile";

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key;

    /// <exception cref="InvalidOperationException">It is not 32 bytes.</exception>
    public MasterKey(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != KeyLength) throw new InvalidOperationException($"The master key has {key.Length} bytes; it must have {KeyLength}.");
        _key = key;
    }

    /// <exception cref="InvalidOperationException">The file does not hold a key.</exception>
    public static MasterKey Read(string path)
    {
        try
        {
            return new MasterKey(Convert.FromBase64String(File.ReadAllText(path).Trim()));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{FileSetting} names {path}, which cannot be read as a key (make one: openssl rand -base64 32).", exception);
        }
    }

    /// <summary>AES-256-GCM: nonce, tag, then text.</summary>
    /// <param name="plain">As it is.</param>
    /// <param name="context">What it belongs to; not kept, but decrypting needs the same.</param>
    public byte[] Encrypt(byte[] plain, byte[]? context = null)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), context);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key encrypted it, it was changed, or it belongs to something else.</exception>
    public byte[] Decrypt(byte[] sealedBytes, byte[]? context = null)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        if (sealedBytes.Length < NonceLength + TagLength) throw new CryptographicException("Too short to be encrypted by a master key.");
        var text = sealedBytes.AsSpan(NonceLength + TagLength);
        var plain = new byte[text.Length];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceLength), text, sealedBytes.AsSpan(NonceLength, TagLength), plain, context);
        return plain;
    }
}
