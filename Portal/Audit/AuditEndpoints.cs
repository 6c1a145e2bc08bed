using Domain.Organizations;
using Microsoft.Extensions.Localization;
using Portal.Lists;
using Portal.Terms;
using Workflows.Audit;

namespace Portal.Audit;

/// <summary>The audit as a workbook.</summary>
public static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/export", ExportAsync).RequireAuthorization(policy => policy.RequireRole(nameof(Role.Administrator)));

    private static Task<IResult> ExportAsync(HttpContext context, ListDownload download, TermNames terms, IStringLocalizer<AuditTexts> texts) =>
        download.SendAsync(context, (actor, request) => AuditTrail.Export(actor, AuditWords.QueryOf(request)), new AuditWords(terms, texts).Sheet());
}
