using System.Globalization;
using Portal.Files;
using Workflows.Leave;

namespace Portal.Leave;

/// <summary>What is not a page: the papers of leaves.</summary>
public static class LeaveEndpoints
{
    public static string Address(long leaveId, long fileId) => string.Create(CultureInfo.InvariantCulture, $"/leave/{leaveId}/attachments/{fileId}");

    public static void MapLeave(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/leave/{leaveId:long}/attachments/{fileId:long}", DownloadAsync).RequireAuthorization();

    /// <summary>The file as a download, never shown in the portal's own origin; 404 for whoever may not read the reason.</summary>
    private static Task<IResult> DownloadAsync(long leaveId, long fileId, HttpContext context, LeaveReader leaves) => Downloads.SendAsync(
        context,
        ["leave.attachment-unknown"],
        async actor =>
        {
            var (file, content) = await leaves.OpenAttachmentAsync(actor, leaveId, fileId, context.RequestAborted);
            return (file.FileName, file.ContentType, content);
        });
}
