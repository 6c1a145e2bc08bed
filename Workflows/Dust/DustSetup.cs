using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Dust;

/// <summary>Composes what dust monitors need.</summary>
public static class DustSetup
{
    public static IServiceCollection AddDust(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<DustOptions>(configuration.GetSection("Dust"));
        services.AddSingleton<InstrumentDirectory>();
        services.AddSingleton<InstrumentRegister>();
        services.AddSingleton<DustMonitors>();
        services.AddSingleton<DustHistory>();
        services.AddSingleton<DustAlarms>();
        services.AddSingleton<LimitBook>();
        services.AddSingleton<LimitWatch>();
        services.AddSingleton<DustRetention>();
        services.AddSingleton<DustStore>();
        services.AddSingleton<DustIntake>();
        services.AddSingleton<DustListener>();
        // Stopped in the opposite order: first no more frames come, then those that wait are stored.
        services.AddHostedService(provider => provider.GetRequiredService<DustIntake>());
        services.AddHostedService(provider => provider.GetRequiredService<DustListener>());
        return services;
    }
}
