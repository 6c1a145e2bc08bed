using System.Globalization;
using Portal.Files;
using Workflows.Appeals;

namespace Portal.Appeals;

/// <summary>What is not a page: the evidence of appeals.</summary>
public static class AppealEndpoints
{
    public static string Address(long appealId, long fileId) => string.Create(CultureInfo.InvariantCulture, $"/appeals/{appealId}/files/{fileId}");

    public static void MapAppeals(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/appeals/{appealId:long}/files/{fileId:long}", DownloadAsync).RequireAuthorization();

    /// <summary>The file as a download, never shown in the portal's own origin; 404 for whoever may not read the appeal.</summary>
    private static Task<IResult> DownloadAsync(long appealId, long fileId, HttpContext context, AppealEvidence evidence) => Downloads.SendAsync(
        context,
        ["appeal.attachment-unknown"],
        async actor =>
        {
            var (file, content) = await evidence.OpenAsync(actor, appealId, fileId, context.RequestAborted);
            return (file.FileName, file.ContentType, content);
        });
}
