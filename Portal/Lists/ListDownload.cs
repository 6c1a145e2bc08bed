using Domain;
using Domain.Organizations;
using Infrastructure.Spreadsheets;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Fields;
using Workflows.Lists;

namespace Portal.Lists;

/// <summary>Answers the link of an <see cref="ExportButton"/>: the list as its address filters it, as a workbook that is sent while it is read.</summary>
public sealed class ListDownload(RowExports rows, ListExports exports, IStringLocalizer<ListTexts> texts, TimeProvider time)
{
    /// <param name="context">The request; "run" in its query is the page's own name for the export.</param>
    /// <param name="list">Makes the export of what the address asks for.</param>
    /// <param name="sheet">How a row is shown.</param>
    /// <exception cref="DomainException">actor.not-allowed, export.one-at-a-time, export.busy.</exception>
    public async Task<IResult> SendAsync<TRow>(HttpContext context, Func<Actor, ListRequest, RowExport<TRow>> list, ListSheet<TRow> sheet)
    {
        if (!context.TryGetActor(out var actor)) return Results.NotFound();
        var export = list(actor, ListAddress.Read(context.Request.GetEncodedUrl(), PageRequest.DefaultSize));
        using var running = exports.Begin(actor.AccountId, context.Request.Query["run"].ToString(), rows.MaxTime, context.RequestAborted);
        await rows.BeginAsync(export, running.Stopped);
        Downloads.Announce(context, $"{sheet.Title}-{ShanghaiTime.Of(time.GetUtcNow()):yyyyMMdd-HHmm}.xlsx", SheetWriter.ContentType);
        try
        {
            await WriteAsync(context.Response.Body, export, sheet, running);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the connection is cut, so that nobody takes the part for the whole.
            context.Abort();
        }

        return Results.Empty;
    }

    private async Task WriteAsync<TRow>(Stream target, RowExport<TRow> export, ListSheet<TRow> sheet, ListExport running)
    {
        await using var writer = await SheetWriter.CreateAsync(target, sheet.Title, sheet.Headings, running.Stopped);
        await foreach (var row in rows.ReadAsync(export, running.Stopped))
        {
            if (running.Rows == rows.MaxRows)
            {
                await writer.WriteAsync([SheetCell.Of(texts["ExportCut", rows.MaxRows])], running.Stopped);
                break;
            }

            await writer.WriteAsync(sheet.Cells(row), running.Stopped);
            running.Count();
        }

        await writer.CompleteAsync(running.Stopped);
    }
}
