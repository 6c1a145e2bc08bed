using Microsoft.Net.Http.Headers;

namespace Portal.Files;

/// <summary>How somebody's upload is handed out: as a download under its name, never shown in the portal's own origin.</summary>
internal static class Downloads
{
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
