namespace Portal.Security;

/// <summary>
/// Outside Development nothing but HTTPS is answered, however the request came here: directly, or through a proxy of
/// <see cref="TrustedProxies"/>. Cookies would be refused anyway; this says why.
/// </summary>
internal static class HttpsOnly
{
    public const string Refusal = "This server answers over HTTPS only. Behind a proxy, name the proxy in Proxies:Trusted and let it send X-Forwarded-Proto.";

    public static void UseHttpsOnly(this WebApplication app)
    {
        app.UseHsts();
        // Redirects where the HTTPS port is known (HTTPS_PORTS, or an endpoint of this server).
        app.UseHttpsRedirection();
        app.Use((context, next) =>
        {
            // Load balancers ask for health without TLS.
            if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)) return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync(Refusal);
        });
    }
}
