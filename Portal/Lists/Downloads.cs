using Microsoft.Net.Http.Headers;

namespace Portal.Lists;

/// <summary>What every answer that is saved and not shown says of itself.</summary>
public static class Downloads
{
    public static void Announce(HttpContext context, string fileName, string contentType)
    {
        ArgumentNullException.ThrowIfNull(context);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
