using System.Security.Cryptography;
using Infrastructure.Cryptography;
using Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Testing.Database;

namespace Infrastructure.Tests.Cryptography;

public sealed class KeyStoreTests : IDisposable
{
    private readonly string _keyFile = Path.GetTempFileName();

    public KeyStoreTests() => File.WriteAllText(_keyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public void Dispose() => File.Delete(_keyFile);

    [Fact]
    public async Task Unprotect_OnAnotherNode_ReadsWhatTheFirstProtected()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var first = Node(database, _keyFile);
        await using var second = Node(database, _keyFile);

        var secret = Protector(first).Protect("cookie");

        Protector(second).Unprotect(secret).ShouldBe("cookie");
    }

    [Fact]
    public async Task StoredKey_WithAMasterKey_IsNotReadableInTheDatabase()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var node = Node(database, _keyFile);

        Protector(node).Protect("cookie");

        await using var context = database.Open();
        var key = await context.Set<DataProtectionKey>().SingleAsync();
        key.Xml.ShouldContain("encryptedByMasterKey");
        key.Xml.ShouldNotContain("<masterKey");
    }

    [Fact]
    public async Task Unprotect_WithAnotherMasterKey_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var first = Node(database, _keyFile);
        var secret = Protector(first).Protect("cookie");
        File.WriteAllText(_keyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using var stranger = Node(database, _keyFile);

        Should.Throw<CryptographicException>(() => Protector(stranger).Unprotect(secret));
    }

    [Fact]
    public async Task Protect_InProductionWithoutAMasterKey_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var node = Node(database, keyFile: null, new HostingEnvironment { EnvironmentName = Environments.Production });

        var refusal = Should.Throw<InvalidOperationException>(() => Protector(node));

        refusal.Message.ShouldContain(MasterKey.FileSetting);
    }

    [Fact]
    public void Read_OfAFileThatIsNoKey_NamesTheFile()
    {
        File.WriteAllText(_keyFile, "not a key");

        Should.Throw<InvalidOperationException>(() => MasterKey.Read(_keyFile)).Message.ShouldContain(_keyFile);
    }

    [Fact]
    public void Decrypt_OfChangedBytes_IsRefused()
    {
        var key = MasterKey.Read(_keyFile);
        var bytes = key.Encrypt([1, 2, 3]);

        foreach (var index in Enumerable.Range(0, bytes.Length))
        {
            var changed = bytes.ToArray();
            changed[index] ^= 1;
            Should.Throw<CryptographicException>(() => key.Decrypt(changed));
        }
        key.Decrypt(bytes).ShouldBe([1, 2, 3]);
    }

    private static IDataProtector Protector(IServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static ServiceProvider Node(TestDatabase database, string? keyFile, IHostEnvironment? environment = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(MasterKey.FileSetting, keyFile)]).Build();
        var services = new ServiceCollection().AddLogging().AddPortalDatabase(database.Provider, database.ConnectionString).AddPortalKeys(settings);
        if (environment is not null) services.AddSingleton(environment);
        return services.BuildServiceProvider();
    }
}
