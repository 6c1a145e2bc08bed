using Portal.Ingest.Docs;

namespace Portal.Ingest;

/// <summary>The interface for suppliers' machines, version 1.</summary>
internal static class IngestEndpoints
{
    public const string Root = "/api/v1";

    public static void AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<IngestMessages>();
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<BodyBuffers>();
        services.AddSingleton<SignedRequests>();
        services.AddIngestDocs();
    }

    /// <summary>They answer as soon as they are routed to: nobody signs in, and no page's machinery is needed.</summary>
    public static void MapIngest(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<SignedRequests>();
        var api = app.MapGroup(Root).AllowAnonymous();
        foreach (var upload in ApiEndpoint.Uploads)
            api.MapPost(upload.Path[Root.Length..], (HttpContext context) => gate.HandleAsync(context, upload.Kind)).ShortCircuit();
        api.MapGet("/time", (TimeProvider time) => new ServerTime(time.GetUtcNow(), time.GetUtcNow().ToUnixTimeSeconds())).ShortCircuit();
        app.MapIngestDocs();
    }
}

/// <summary>The platform's clock.</summary>
/// <param name="Time">ISO 8601, UTC.</param>
/// <param name="UnixSeconds">The same as a signature's timestamp says it.</param>
internal sealed record ServerTime(DateTimeOffset Time, long UnixSeconds);
