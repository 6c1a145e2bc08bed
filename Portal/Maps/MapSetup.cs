using Microsoft.Extensions.Options;

namespace Portal.Maps;

/// <summary>Maps: their settings and the outlines that browsers fetch.</summary>
internal static class MapSetup
{
    public static IServiceCollection AddMaps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MapOptions>().Bind(configuration.GetSection(MapOptions.Section))
            .Validate(o => o.IsValid(), "Maps:TileUrl must be an http(s) address or a path, with {x}, {y} and {z}; Maps:TileMaxZoom between 1 and 24.")
            .ValidateOnStart();
        services.AddSingleton(container => container.GetRequiredService<IOptions<MapOptions>>().Value);
        return services;
    }
}
