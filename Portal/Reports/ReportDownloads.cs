using System.Globalization;
using Domain;
using Domain.Organizations;
using Domain.Scoring;
using Infrastructure.Files;
using Infrastructure.Spreadsheets;
using Portal.Lists;
using Portal.Preferences;
using Workflows.Lists;
using Workflows.Reports;

namespace Portal.Reports;

/// <summary>Makes and sends reports: workbooks are made in memory, archives go out file by file. One at a time for a person, as with lists.</summary>
public sealed class ReportDownloads(MonthReports reports, MonthFiles files, ListExports exports, RowExports limits)
{
    private static ReportTexts Words => new(CultureInfo.CurrentUICulture);

    /// <summary>A month's workbook: as it was kept at the close where that is what the reader would get, made now otherwise.</summary>
    public async Task<IResult> MonthAsync(HttpContext context, Actor actor, ScoreMonth month)
    {
        if (await KeptAsync(actor, month, context.RequestAborted) is { } kept)
        {
            Announce(context, "MonthFile", month);
            return Results.Stream(kept, SheetWriter.ContentType);
        }

        using var running = Begin(context, actor);
        var content = MonthWorkbook.OfMonth(await reports.ReadAsync(actor, month, running.Stopped), Words);
        Announce(context, "MonthFile", month);
        return Results.Bytes(content, SheetWriter.ContentType);
    }

    public async Task<IResult> CardAsync(HttpContext context, Actor actor, long cardId)
    {
        var card = await reports.CardAsync(actor, cardId, context.RequestAborted);
        Downloads.Announce(context, CardName(card) + ".xlsx", SheetWriter.ContentType);
        return Results.Bytes(MonthWorkbook.OfCard(card, Words), SheetWriter.ContentType);
    }

    /// <summary>All cards of a month that the reader opens.</summary>
    public async Task<IResult> CardsAsync(HttpContext context, Actor actor, ScoreMonth month)
    {
        using var running = Begin(context, actor);
        var cards = await reports.CardsAsync(actor, month, running.Stopped);
        Downloads.Announce(context, Words["CardsFile", month] + ".zip", ZipWriter.ContentType);
        using var archive = new ZipWriter(context.Response.Body);
        foreach (var card in cards) await AddAsync(archive, running, CardName(card), MonthWorkbook.OfCard(card, Words));
        await archive.CompleteAsync(running.Stopped);
        return Results.Empty;
    }

    /// <summary>The workbooks of several months; of a supplier its cards.</summary>
    /// <exception cref="DomainException">report.nothing.</exception>
    public async Task<IResult> PeriodAsync(HttpContext context, Actor actor, ReportPeriod period)
    {
        using var running = Begin(context, actor);
        var months = (await reports.MonthsAsync(actor, period, new PageRequest { Size = PageRequest.MaxSize }, running.Stopped)).Items
            .Select(m => m.Month).Distinct().Take(ReportPeriod.MostMonths).Order().ToList();
        if (months.Count == 0) throw new DomainException("report.nothing");
        Downloads.Announce(context, Words["PeriodFile", months[0], months[^1]] + ".zip", ZipWriter.ContentType);
        using var archive = new ZipWriter(context.Response.Body);
        foreach (var month in months)
        {
            if (actor.Role == Role.SupplierStaff)
            {
                foreach (var card in await reports.CardsAsync(actor, month, running.Stopped))
                    await AddAsync(archive, running, CardName(card), MonthWorkbook.OfCard(card, Words));
            }
            else
            {
                await AddAsync(archive, running, Words["MonthFile", month], MonthWorkbook.OfMonth(await reports.ReadAsync(actor, month, running.Stopped), Words));
            }
        }

        await archive.CompleteAsync(running.Stopped);
        return Results.Empty;
    }

    private static async Task AddAsync(ZipWriter archive, ListExport running, string name, byte[] content)
    {
        await archive.AddAsync(name, ".xlsx", content, running.Stopped);
        running.Count();
    }

    private static string CardName(ReportCard card) => Words["CardFile", card.Supplier, card.Month];

    private static void Announce(HttpContext context, string name, ScoreMonth month) =>
        Downloads.Announce(context, Words[name, month] + ".xlsx", SheetWriter.ContentType);

    private ListExport Begin(HttpContext context, Actor actor) =>
        exports.Begin(actor.AccountId, context.Request.Query["run"].ToString(), limits.MaxTime, context.RequestAborted);

    /// <summary>Files are kept in Chinese, and whole.</summary>
    private async Task<Stream?> KeptAsync(Actor actor, ScoreMonth month, CancellationToken cancellationToken) =>
        actor.Role == Role.CityOfficer && CultureInfo.CurrentUICulture.Name != PreferenceEndpoints.English
            ? (await files.OpenCurrentAsync(actor, month, cancellationToken))?.Content
            : null;
}
