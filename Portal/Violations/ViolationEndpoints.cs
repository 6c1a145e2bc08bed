using System.Globalization;
using Domain;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Portal.Lists;
using Portal.Terms;
using Workflows.Regions;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>What is not a page: photos, and the list as a workbook.</summary>
public static class ViolationEndpoints
{
    public static string PhotoAddress(long photoId) => string.Create(CultureInfo.InvariantCulture, $"/violations/photos/{photoId}");

    public static void MapViolations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/violations/photos/{id:long}", PhotoAsync).RequireAuthorization();
        routes.MapGet("/violations/export", ExportAsync).RequireAuthorization(policy => policy.RequireRole(ViolationLabels.Readers.Split(',')));
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, ListDownload download, TermNames terms, RegionDirectory regions, IStringLocalizer<ViolationTexts> texts)
    {
        var names = await regions.ReadAsync(context.RequestAborted);
        return await download.SendAsync(context, (actor, request) => ViolationLists.Export(actor, ViolationLabels.QueryOf(request)), ViolationSheet.Of(terms, names, texts));
    }

    /// <summary>A photo: 404 for whoever may not see the case. It is a picture by content, and nothing in it may run.</summary>
    private static async Task<IResult> PhotoAsync(long id, HttpContext context, ViolationPhotos photos)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (type, hash, content) = await photos.OpenAsync(actor, id, context.RequestAborted);
            var headers = context.Response.Headers;
            // Asked again each time: what somebody may see can end.
            headers.CacheControl = "private, no-cache";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers.ContentDisposition = "inline";
            return Results.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
        }
        catch (DomainException refused) when (refused.Code == "violation.photo-unknown")
        {
            return Results.NotFound();
        }
    }
}
