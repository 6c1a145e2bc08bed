using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Infrastructure.Notifications;

/// <summary>Chooses the way out for text messages.</summary>
public static class SmsSetup
{
    /// <summary>Folder for Development's messages.</summary>
    public const string FolderSetting = "Sms:Folder";

    /// <summary>
    /// A gateway that was registered before stays. Else, in Development with <c>Sms:Folder</c>, files in that folder; else none, and
    /// messages wait visibly. Outside Development the folder is ignored: phone numbers and texts do not belong into files there.
    /// </summary>
    public static IServiceCollection AddPortalSms(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = configuration[FolderSetting];
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISmsGateway>(container =>
            !string.IsNullOrWhiteSpace(folder) && container.GetService<IHostEnvironment>()?.IsDevelopment() == true
                ? new FileSmsGateway(folder, container.GetRequiredService<TimeProvider>())
                : new MissingSmsGateway());
        return services;
    }
}
