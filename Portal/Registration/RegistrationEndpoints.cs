using Domain;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Portal.Lists;
using Portal.Terms;
using Workflows.Registration;

namespace Portal.Registration;

/// <summary>What is not a page: the files of registrations, the pictures of test captures, the list as a file.</summary>
public static class RegistrationEndpoints
{
    public static string FileAddress(long registrationId, long fileId) => $"/registrations/{registrationId}/files/{fileId}";

    public static string PictureAddress(long registrationId, long captureId, string hash) => $"/registrations/{registrationId}/test-captures/{captureId}/{hash}";

    public static void MapRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registrations/export", ExportAsync).RequireAuthorization(policy => policy.RequireRole(RegistrationsPage.Readers.Split(',')));
        routes.MapGet("/registrations/{registrationId:long}/files/{fileId:long}", FileAsync).RequireAuthorization();
        routes.MapGet("/registrations/{registrationId:long}/test-captures/{captureId:long}/{hash}", PictureAsync).RequireAuthorization();
    }

    /// <summary>
    /// A picture to be shown on the page, or a contract to be kept: 404 for whoever may not see the registration. Whatever it is, nothing in it may
    /// run or reach out.
    /// </summary>
    private static async Task<IResult> FileAsync(long registrationId, long fileId, HttpContext context, RegistrationReader registrations)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (file, content) = await registrations.OpenFileAsync(actor, registrationId, fileId, context.RequestAborted);
            var headers = Guard(context);
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

    private static Task<IResult> ExportAsync(HttpContext context, ListDownload download, TermNames terms, IStringLocalizer<RegistrationTexts> texts) =>
        download.SendAsync(context, (actor, request) => RegistrationList.Export(actor, RegistrationsPage.QueryOf(request)), RegistrationSheet.Of(terms, texts));

    /// <summary>A picture of a test capture: 404 for whoever may not see the registration.</summary>
    private static async Task<IResult> PictureAsync(long registrationId, long captureId, string hash, HttpContext context, GoLiveReader captures)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (png, content) = await captures.OpenPictureAsync(actor, registrationId, captureId, hash, context.RequestAborted);
            Guard(context);
            return Results.Stream(content, png ? "image/png" : "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{captureId}-{hash}\""));
        }
        catch (DomainException refused) when (refused.Code == "captures.picture-unknown")
        {
            return Results.NotFound();
        }
    }

    private static IHeaderDictionary Guard(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Content under an address never changes; whether it may be seen is asked each time anew.
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return headers;
    }
}
