using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Infrastructure.Registration;

/// <summary>Chooses the way to the one-stop service.</summary>
public static class OneStopSetup
{
    /// <summary>Folder for the exchange by files.</summary>
    public const string FolderSetting = "OneStop:Folder";

    private const string Samples = "declared-sites.json";

    /// <summary>
    /// A service that was registered before stays. Else files in <c>OneStop:Folder</c>; in Development invented declarations are put there when
    /// there are none. Without a folder no declared site can be linked, and sites wait to be reported.
    /// </summary>
    public static IServiceCollection AddPortalOneStop(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = configuration[FolderSetting];
        services.TryAddSingleton<IOneStopService>(container =>
        {
            if (string.IsNullOrWhiteSpace(folder)) return new MissingOneStopService();
            if (container.GetService<IHostEnvironment>()?.IsDevelopment() == true) PutSamples(folder);
            return new FileOneStopService(folder);
        });
        return services;
    }

    private static void PutSamples(string folder)
    {
        var path = Path.Combine(folder, FileOneStopService.DeclaredFile);
        if (File.Exists(path)) return;
        Directory.CreateDirectory(folder);
        using var sample = typeof(OneStopSetup).Assembly.GetManifestResourceStream(Samples)
            ?? throw new InvalidDataException($"{Samples} is not embedded");
        using var file = File.Create(path);
        sample.CopyTo(file);
    }
}
