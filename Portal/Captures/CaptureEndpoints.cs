using System.Globalization;
using Domain;
using Domain.Organizations;
using Infrastructure.Spreadsheets;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Accounts;
using Portal.Fields;
using Portal.Lists;
using Portal.Terms;
using Workflows.Captures;

namespace Portal.Captures;

/// <summary>What is not a page: the pictures of captures, and their list as a workbook.</summary>
public static class CaptureEndpoints
{
    private const string ExportPath = "/captures/export";

    public static string ImageAddress(long captureId, string hash) => string.Create(CultureInfo.InvariantCulture, $"/captures/{captureId}/images/{hash}");

    /// <summary>The export of what a list's address shows.</summary>
    public static string ExportAddress(string listAddress) => ExportPath + new Uri(listAddress).Query;

    public static void MapCaptures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/captures/{id:long}/images/{hash:length(64)}", ImageAsync).RequireAuthorization();
        routes.MapGet(ExportPath, ExportAsync).RequireAuthorization(policy => policy.RequireRole(CaptureWords.Readers.Split(',')));
    }

    /// <summary>A picture: 404 for whoever may not see the capture. What lies under a hash never changes, so a browser may keep it.</summary>
    private static async Task<IResult> ImageAsync(long id, string hash, HttpContext context, CaptureDetails captures)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        try
        {
            var (image, content) = await captures.OpenImageAsync(actor, id, hash, context.RequestAborted);
            var headers = context.Response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers.ContentDisposition = "inline";
            return Results.Stream(content, image.Png ? "image/png" : "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{image.Hash}\""));
        }
        catch (DomainException refused) when (refused.Code == "capture.unknown")
        {
            return Results.NotFound();
        }
    }

    private static async Task<IResult> ExportAsync(
        string? run, HttpContext context, CaptureExport captures, ListExports exports, TermNames terms, IStringLocalizer<CaptureTexts> texts, TimeProvider time)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        var query = CaptureWords.QueryOf(ListAddress.Read(context.Request.GetEncodedUrl(), size: 1)) with { Slice = new() };
        using var export = exports.Begin(actor.AccountId, run ?? "", captures.MaxTime, context.RequestAborted);
        await captures.BeginAsync(actor, query, export.Stopped);
        var response = context.Response;
        response.ContentType = SheetWriter.ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(texts["ExportFile", ShanghaiTime.Of(time.GetUtcNow())!.Value.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)].Value);
        response.Headers.ContentDisposition = disposition.ToString();
        try
        {
            await WriteAsync(response.Body, actor, query, captures, export, terms, texts);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the connection is cut, so that nobody takes the part for the whole.
            context.Abort();
        }

        return Results.Empty;
    }

    private static async Task WriteAsync(
        Stream target, Actor actor, CaptureQuery query, CaptureExport captures, ListExport export, TermNames terms, IStringLocalizer<CaptureTexts> texts)
    {
        var sheet = new CaptureSheet(terms, texts);
        using var writer = await SheetWriter.CreateAsync(target, texts["Title"], sheet.Columns, export.Stopped);
        await foreach (var row in captures.ReadAsync(actor, query, export.Stopped))
        {
            if (export.Rows == captures.MaxRows)
            {
                await writer.WriteAsync([SheetCell.Of(texts["ExportCut", captures.MaxRows])], export.Stopped);
                break;
            }

            await writer.WriteAsync(sheet.Cells(row), export.Stopped);
            export.Count();
        }

        await writer.CompleteAsync(export.Stopped);
    }
}
