using Portal.Files;
using Workflows.Access;

namespace Portal.Access;

/// <summary>What is not a page: the files of applications.</summary>
public static class AccessEndpoints
{
    public static string AttachmentAddress(long applicationId, long attachmentId) => $"/access/{applicationId}/attachments/{attachmentId}";

    public static void MapAccess(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/access/{applicationId:long}/attachments/{attachmentId:long}", DownloadAsync).RequireAuthorization();

    /// <summary>The file as a download, never shown in the portal's own origin; 404 for whoever may not see the application.</summary>
    private static Task<IResult> DownloadAsync(long applicationId, long attachmentId, HttpContext context, AccessCaseReader cases) => Downloads.SendAsync(
        context,
        ["access.attachment-unknown", "access.unknown"],
        async actor =>
        {
            var (file, content) = await cases.OpenAttachmentAsync(actor, applicationId, attachmentId, context.RequestAborted);
            return (file.FileName, file.ContentType, content);
        });
}
