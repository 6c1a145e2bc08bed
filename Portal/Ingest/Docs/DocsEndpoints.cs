using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Portal.Ingest.Docs;

/// <summary>The document for suppliers' tools; the pages for their programmers are <see cref="GuidePage"/> and <see cref="ReferencePage"/>.</summary>
internal static class DocsEndpoints
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void AddIngestDocs(this IServiceCollection services)
    {
        services.AddSingleton<ApiWords>();
        services.AddSingleton<OpenApiDocument>();
        services.AddSingleton<SupplierGuide>();
    }

    public static void MapIngestDocs(this WebApplication app) => app.MapGet(OpenApiDocument.Address, (HttpContext context, OpenApiDocument document) =>
    {
        if (!context.Request.Query.ContainsKey("culture")) IngestMessages.Speak(context.Request);
        context.Response.Headers.Vary = "Accept-Language";
        return Results.Text(document.Make().ToJsonString(Readable), "application/json; charset=utf-8");
    }).AllowAnonymous().ShortCircuit();
}
