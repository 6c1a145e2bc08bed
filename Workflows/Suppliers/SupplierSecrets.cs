using System.Security.Cryptography;
using System.Text;
using Infrastructure.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Workflows.Suppliers;

/// <summary>Makes the secrets of supplier keys and puts them under seal. A machine signs with the secret's characters as UTF-8 bytes.</summary>
public static class SupplierSecrets
{
    private const int SecretBytes = 32;
    private const int KeyIdBytes = 12;

    internal static string NewKeyId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyIdBytes));

    internal static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));

    internal static byte[] Seal(SecretSeal seal, string keyId, string secret) => seal.Seal(Purpose(keyId), Encoding.UTF8.GetBytes(secret));

    /// <summary>What the machine signs with. For checking signatures only; never shown, logged or kept.</summary>
    /// <exception cref="CryptographicException">It was not sealed for this key.</exception>
    public static byte[] Unseal(SecretSeal seal, string keyId, byte[] sealedSecret)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return seal.Unseal(Purpose(keyId), sealedSecret);
    }

    // One row's secret, copied over another's, opens nothing.
    private static string Purpose(string keyId) => "supplier-key:" + keyId;
}
