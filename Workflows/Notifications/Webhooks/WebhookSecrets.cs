using System.Security.Cryptography;
using System.Text;
using Infrastructure.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Workflows.Notifications.Webhooks;

/// <summary>Makes webhooks' secrets and puts them under seal, as <see cref="Suppliers.SupplierSecrets"/> does those of machines.</summary>
internal static class WebhookSecrets
{
    private const int SecretBytes = 32;
    private const int KeyIdBytes = 12;

    public static string NewKeyId() => "wh-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyIdBytes));

    public static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));

    public static byte[] Seal(SecretSeal seal, string keyId, string secret) => seal.Seal(Purpose(keyId), Encoding.UTF8.GetBytes(secret));

    public static byte[] Unseal(SecretSeal seal, string keyId, byte[] sealedSecret) => seal.Unseal(Purpose(keyId), sealedSecret);

    private static string Purpose(string keyId) => "webhook:" + keyId;
}
