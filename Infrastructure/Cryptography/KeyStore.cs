using Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Infrastructure.Cryptography;

/// <summary>Composes data protection: keys in the database, encrypted by the master key.</summary>
public static class KeyStore
{
    /// <summary>The same on every node, or they would not read each other's cookies.</summary>
    public const string ApplicationName = "Portal";

    /// <remarks>In Production a missing master key stops the start; elsewhere keys are then stored in the clear and the log says so.</remarks>
    public static IServiceCollection AddPortalKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var file = configuration[MasterKey.FileSetting];
        if (!string.IsNullOrWhiteSpace(file)) services.AddSingleton(MasterKey.Read(file));

        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>(Configure);
        services.AddSingleton(provider => new SecretSeal(provider.GetService<MasterKey>(), provider.GetRequiredService<IDataProtectionProvider>()));
        return services;
    }

    private static void Configure(KeyManagementOptions options, IServiceProvider services)
    {
        var masterKey = services.GetService<MasterKey>();
        if (masterKey is null && services.GetService<IHostEnvironment>()?.IsProduction() == true)
            throw new InvalidOperationException($"{MasterKey.FileSetting} is not set: keys would stand in the database in the clear.");

        options.XmlRepository = new DatabaseKeyRepository(services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        if (masterKey is not null) options.XmlEncryptor = new MasterKeyXmlEncryptor(masterKey);
    }
}
