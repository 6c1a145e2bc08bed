using System.Globalization;
using Domain;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Portal.Lists;
using Portal.Terms;
using Workflows.Captures;

namespace Portal.Captures;

/// <summary>What is not a page: the pictures of captures, and their list as a workbook.</summary>
public static class CaptureEndpoints
{
    public static string ImageAddress(long captureId, string hash) => string.Create(CultureInfo.InvariantCulture, $"/captures/{captureId}/images/{hash}");

    public static void MapCaptures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/captures/{id:long}/images/{hash:length(64)}", ImageAsync).RequireAuthorization();
        routes.MapGet("/captures/export", ExportAsync).RequireAuthorization(policy => policy.RequireRole(CaptureWords.Readers.Split(',')));
    }

    /// <summary>A picture: 404 for whoever may not see the capture. What lies under a hash never changes, so a browser may keep it.</summary>
    private static async Task<IResult> ImageAsync(long id, string hash, HttpContext context, CaptureDetails captures)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (image, content) = await captures.OpenImageAsync(actor, id, hash, context.RequestAborted);
            var headers = context.Response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers.ContentDisposition = "inline";
            return Results.Stream(content, image.Png ? "image/png" : "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{image.Hash}\""));
        }
        catch (DomainException refused) when (refused.Code == "capture.unknown")
        {
            return Results.NotFound();
        }
    }

    private static Task<IResult> ExportAsync(HttpContext context, ListDownload download, TermNames terms, IStringLocalizer<CaptureTexts> texts) =>
        download.SendAsync(context, (actor, request) => CaptureList.Export(actor, CaptureWords.QueryOf(request)), CaptureSheet.Of(terms, texts));
}
