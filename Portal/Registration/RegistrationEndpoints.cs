using Domain;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Workflows.Registration;

namespace Portal.Registration;

/// <summary>What is not a page: the files of registrations.</summary>
public static class RegistrationEndpoints
{
    public const string ExportPath = "/registrations/export";

    public static string FileAddress(long registrationId, long fileId) => $"/registrations/{registrationId}/files/{fileId}";

    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registrations/{registrationId:long}/files/{fileId:long}", FileAsync).RequireAuthorization();
    }

    /// <summary>
    /// A picture to be shown on the page, or a contract to be kept: 404 for whoever may not see the registration. Whatever it is, nothing in it may
    /// run or reach out.
    /// </summary>
    private static async Task<IResult> FileAsync(long registrationId, long fileId, HttpContext context, RegistrationReader registrations)
    {
        if (!context.User.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (file, content) = await registrations.OpenFileAsync(actor, registrationId, fileId, context.RequestAborted);
            var headers = context.Response.Headers;
            // Content under an id never changes; whether it may be seen is asked each time anew.
            headers.CacheControl = "private, no-cache";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            var picture = file.ContentType is "image/jpeg" or "image/png";
            var disposition = new ContentDispositionHeaderValue(picture ? "inline" : "attachment");
            disposition.SetHttpFileName(file.FileName);
            headers.ContentDisposition = disposition.ToString();
            return Results.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Id}\""));
        }
        catch (DomainException refused) when (refused.Code == "registration.file-unknown")
        {
            return Results.NotFound();
        }
    }
}
