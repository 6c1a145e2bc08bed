using Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Ingest;

/// <summary>Composes what takes in what machines send.</summary>
public static class IngestSetup
{
    public static IServiceCollection AddPortalIngest(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<IngestOptions>(configuration.GetSection("Ingest"));
        services.AddSingleton<BulkWriter>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<RequestLogWriter>();
        services.AddSingleton<GroupCommitter>();
        services.AddSingleton<Intake>();
        services.AddHostedService(provider => provider.GetRequiredService<Intake>());
        services.AddSingleton<CapturePictures>();
        services.AddSingleton<UploadDesk>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<RequestReplay>();
        services.AddSingleton<SignatureChecker>();
        services.AddSingleton<Conformance>();
        services.AddSingleton<IngestRetention>();
        return services;
    }
}
