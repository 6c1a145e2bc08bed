using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infrastructure.Files;

/// <summary>Composes the file store from <c>Files:Root</c>.</summary>
public static class FileStoreSetup
{
    public const string RootSetting = "Files:Root";

    /// <exception cref="InvalidOperationException">No root is set, or it lies inside a web root.</exception>
    public static IServiceCollection AddPortalFiles(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var root = configuration[RootSetting];
        if (string.IsNullOrWhiteSpace(root))
            throw new InvalidOperationException($"{RootSetting} is not set: name a folder outside the web root, the same for every node.");
        if (Path.GetFullPath(root).Split(Path.DirectorySeparatorChar).Contains("wwwroot", StringComparer.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{RootSetting} is {root}: files of users must not lie where the web server serves from.");
        return services.AddSingleton(_ => new FileStore(root));
    }
}
