using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Infrastructure.Cryptography;

/// <summary>
/// Seals secrets for the database, such as those of supplier keys: by the master key, or by data protection where there is none (never in
/// Production), so that no secret stands in the clear anywhere. The first byte says which, so a master key that is added later leaves
/// what was sealed before it readable.
/// </summary>
public sealed class SecretSeal(MasterKey? masterKey, IDataProtectionProvider dataProtection)
{
    private const byte ByMasterKey = 1;
    private const byte ByDataProtection = 2;

    /// <param name="purpose">What the secret is and whose, such as "supplier-key:ID": sealed for one purpose it opens for no other.</param>
    /// <param name="secret">As it is.</param>
    public byte[] Seal(string purpose, byte[] secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        return masterKey is null
            ? [ByDataProtection, .. dataProtection.CreateProtector(purpose).Protect(secret)]
            : [ByMasterKey, .. masterKey.Encrypt(secret, Encoding.UTF8.GetBytes(purpose))];
    }

    /// <exception cref="CryptographicException">Sealed for another purpose or by another key, or changed.</exception>
    public byte[] Unseal(string purpose, byte[] sealedSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        return sealedSecret switch
        {
            [ByMasterKey, .. var bytes] when masterKey is not null => masterKey.Decrypt(bytes, Encoding.UTF8.GetBytes(purpose)),
            [ByMasterKey, ..] => throw new CryptographicException($"Sealed by a master key; {MasterKey.FileSetting} names none."),
            [ByDataProtection, .. var bytes] => dataProtection.CreateProtector(purpose).Unprotect(bytes),
            _ => throw new CryptographicException("Not a sealed secret."),
        };
    }
}
