using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Portal.Security;

/// <summary>Whose X-Forwarded-For and -Proto are believed: the addresses in <c>Proxies:Trusted</c>, and nobody's without that setting.</summary>
internal static class TrustedProxies
{
    /// <exception cref="InvalidOperationException">An entry is neither an address nor a network ("10.0.0.0/8").</exception>
    public static void AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var entries = configuration.GetSection("Proxies:Trusted").Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = entries.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var entry in entries)
            {
                if (IPAddress.TryParse(entry, out var address)) options.KnownProxies.Add(address);
                else if (System.Net.IPNetwork.TryParse(entry, out var network)) options.KnownIPNetworks.Add(network);
                else throw new InvalidOperationException($"Proxies:Trusted has '{entry}', which is neither an address nor a network.");
            }
        });
    }
}
