using Domain;
using Domain.Organizations;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;

namespace Portal.Files;

/// <summary>How somebody's upload is handed out: as a download under its name, never shown in the portal's own origin.</summary>
internal static class Downloads
{
    /// <summary>Hands a file out to the person who asks; 404 for somebody who is nobody here, and for whom the service says that there is none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="unknown">Codes that mean: not there, or not for this reader.</param>
    /// <param name="open">Asks the service.</param>
    public static async Task<IResult> SendAsync(
        HttpContext context, string[] unknown, Func<Actor, Task<(string FileName, string ContentType, Stream Content)>> open)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (fileName, contentType, content) = await open(actor);
            return Attachment(context, fileName, contentType, content);
        }
        catch (DomainException refused) when (unknown.Contains(refused.Code))
        {
            return Results.NotFound();
        }
    }

    public static IResult Attachment(HttpContext context, string fileName, string contentType, Stream content)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        // Whatever a browser does with the file, nothing in it may run or reach out.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, contentType);
    }
}
