using Infrastructure.Cryptography;
using Infrastructure.Database;
using Infrastructure.Files;
using Infrastructure.Notifications;
using Infrastructure.Notifications.Webhooks;
using Infrastructure.Registration;
using Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Infrastructure;

/// <summary>Everything that the floors above stand on, composed from the configuration.</summary>
public static class PortalInfrastructure
{
    /// <summary>
    /// Reads <c>ConnectionStrings:Portal</c>, <c>Database:Provider</c>, <c>Files:Root</c>, <c>Security:MasterKeyFile</c>,
    /// <c>Sms:Folder</c>, <c>Webhooks</c>, <c>OneStop:Folder</c> and <c>Scheduling:Node</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public static IServiceCollection AddPortalInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var provider = PortalDatabase.ProviderOf(configuration);
        var connectionString = PortalDatabase.ConnectionStringOf(configuration);
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddPortalDatabase(provider, connectionString)
            .AddPortalKeys(configuration)
            .AddPortalFiles(configuration)
            .AddPortalSms(configuration)
            .AddPortalWebhooks(configuration)
            .AddPortalOneStop(configuration)
            .AddPortalScheduler(provider, connectionString, configuration["Scheduling:Node"]);
    }
}
