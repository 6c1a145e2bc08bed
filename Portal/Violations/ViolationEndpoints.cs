using System.Globalization;
using Domain;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Workflows.Violations;

namespace Portal.Violations;

/// <summary>What is not a page: photos.</summary>
public static class ViolationEndpoints
{
    public static string PhotoAddress(long photoId) => string.Create(CultureInfo.InvariantCulture, $"/violations/photos/{photoId}");

    public static void MapViolations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/violations/photos/{id:long}", PhotoAsync).RequireAuthorization();

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
