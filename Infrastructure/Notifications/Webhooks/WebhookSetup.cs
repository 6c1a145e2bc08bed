using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Infrastructure.Notifications.Webhooks;

public static class WebhookSetup
{
    /// <summary>
    /// Reads section "Webhooks" (<see cref="WebhookOptions"/>). Outside Development private addresses are refused whatever it says: a
    /// setting that slipped into Production opens nothing.
    /// </summary>
    public static IServiceCollection AddPortalWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(container =>
        {
            var options = configuration.GetSection("Webhooks").Get<WebhookOptions>() ?? new WebhookOptions();
            if (container.GetService<IHostEnvironment>()?.IsDevelopment() != true) options = options with { AllowPrivateAddresses = false };
            return new WebhookSender(options, container.GetRequiredService<TimeProvider>());
        });
        return services;
    }
}
