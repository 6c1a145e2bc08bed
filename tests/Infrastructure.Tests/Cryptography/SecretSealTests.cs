using System.Security.Cryptography;
using Infrastructure.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Infrastructure.Tests.Cryptography;

public sealed class SecretSealTests
{
    private static readonly byte[] Secret = "a secret of a key"u8.ToArray();

    private readonly MasterKey _masterKey = new(RandomNumberGenerator.GetBytes(32));
    private readonly EphemeralDataProtectionProvider _dataProtection = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unseal_ForTheSamePurposeAlone_GivesTheSecret(bool withMasterKey)
    {
        var seal = new SecretSeal(withMasterKey ? _masterKey : null, _dataProtection);

        var bytes = seal.Seal("supplier-key:1", Secret);

        seal.Unseal("supplier-key:1", bytes).ShouldBe(Secret);
        Should.Throw<CryptographicException>(() => seal.Unseal("supplier-key:2", bytes));
        bytes.AsSpan().IndexOf(Secret).ShouldBe(-1);
    }

    [Fact]
    public void Unseal_AfterAMasterKeyWasAdded_StillReadsWhatWasSealedBefore()
    {
        var before = new SecretSeal(null, _dataProtection).Seal("p", Secret);

        new SecretSeal(_masterKey, _dataProtection).Unseal("p", before).ShouldBe(Secret);
    }

    [Fact]
    public void Unseal_WithoutTheMasterKeyOrWithAnother_IsRefused()
    {
        var bytes = new SecretSeal(_masterKey, _dataProtection).Seal("p", Secret);

        Should.Throw<CryptographicException>(() => new SecretSeal(null, _dataProtection).Unseal("p", bytes)).Message.ShouldContain(MasterKey.FileSetting);
        Should.Throw<CryptographicException>(() => new SecretSeal(new MasterKey(new byte[32]), _dataProtection).Unseal("p", bytes));
        Should.Throw<CryptographicException>(() => new SecretSeal(_masterKey, _dataProtection).Unseal("p", []));
    }
}
