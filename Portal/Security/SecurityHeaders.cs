using Portal.Maps;

namespace Portal.Security;

/// <summary>What every answer tells the browser not to allow.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// No inline script anywhere. Inline style attributes stay allowed: Radzen sizes its parts with them. connect-src 'self' covers
    /// the circuit's WebSocket.
    /// </summary>
    /// <param name="pictures">Where pictures may come from beside the portal; null for nowhere.</param>
    public static string ContentPolicy(string? pictures) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{(pictures is null ? "" : " " + pictures)}; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'; manifest-src 'self'; media-src 'self'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var policy = ContentPolicy(app.Services.GetRequiredService<MapOptions>().TileSource);
        app.Use((context, next) => AnswerAsync(context, next, policy));
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
