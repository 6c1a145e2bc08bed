using System.Globalization;
using Domain;
using Portal.Accounts;
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
    private static async Task<IResult> DownloadAsync(long leaveId, long fileId, HttpContext context, LeaveReader leaves)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (file, content) = await leaves.OpenAttachmentAsync(actor, leaveId, fileId, context.RequestAborted);
            return Downloads.Attachment(context, file.FileName, file.ContentType, content);
        }
        catch (DomainException refused) when (refused.Code == "leave.attachment-unknown")
        {
            return Results.NotFound();
        }
    }
}
